internal import PostgreSQL
internal import Testing

@Suite struct ConnectionTargetTests {
    @Test func `a target shows everything but its password`() throws {
        let target = try ConnectionTarget(url: "postgres://bot:s3cret-word@db.example:6543/hooks?sslmode=verify-full")
        #expect(target.description == "bot@db.example:6543/hooks")
    }

    @Test(
        "a URL with a mistake is refused without being repeated",
        arguments: [
            "postgres://bot:s3cret/word@db/hooks", "postgres://bot:s3cret@wo@rd@db/hooks",
            "postgres://bot:s3cret-word@db:x/hooks",
            "postgres://db/hooks?password%=s3cret", "postgres://db/hooks?unknown=s3cret", "sqlite:s3cret", "",
        ])
    func mistakes(url: String) {
        do throws(PostgresError) {
            let target = try ConnectionTarget(url: url)
            Issue.record("accepted as \(target)")
        } catch {
            #expect(error.remedy == .giveUp)
            #expect(!"\(error)".contains("s3cret"))
        }
    }
}
