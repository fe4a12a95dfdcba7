internal import PostgreSQL
internal import Testing

@Suite struct SQLStateTests {
    @Test(
        "each failure has its remedy",
        arguments: [
            ("40001", .retry), ("40P01", .retry), ("55P03", .retry), ("57014", .retry), ("53100", .retry), ("53300", .retry),
            ("57P03", .retry), ("25006", .retry), ("23505", .conflict), ("23503", .conflict), ("57P01", .reconnect),
            ("57P02", .reconnect), ("25P03", .reconnect), ("08006", .reconnect), ("42601", .giveUp), ("22021", .giveUp),
            ("28P01", .giveUp), ("3D000", .giveUp),
        ] as [(String, SQLState.Remedy)])
    func remedy(code: String, remedy: SQLState.Remedy) { #expect(SQLState(code).remedy == remedy) }
}
