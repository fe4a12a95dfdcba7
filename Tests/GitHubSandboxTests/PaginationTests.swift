import GitHubSandbox
import JSON
import Testing

@Suite struct PaginationTests {
    @Test func `following next leads through every issue once`() async throws {
        try await SandboxTest.run { (test) async throws in
            for number in 1...7 { try await test.sandbox.openIssue(test.repository, title: "\(number)", by: "reader") }
            var next: String? = "/repos/acme/app/issues?per_page=3&state=all"
            var numbers: [Int64] = []
            var pages = 0
            while let url = next {
                let answer = try await test.api("GET", url)
                numbers += try answer.json.array?.compactMap { $0["number"]?.integer } ?? []
                pages += 1
                next = answer.header("Link").flatMap { Self.next($0) }
                if let next { #expect(next.contains("/repositories/"), "links name the repository by its id") }
            }
            #expect(pages == 3)
            #expect(numbers == [7, 6, 5, 4, 3, 2, 1])
        }
    }

    @Test func `a page holds a hundred at most`() async throws {
        try await SandboxTest.run { (test) async throws in
            for number in 1...101 { try await test.sandbox.openIssue(test.repository, title: "\(number)", by: "reader") }
            let answer = try await test.api("GET", "/repos/acme/app/issues?per_page=500")
            #expect(try answer.json.array?.count == 100)
            #expect(try await test.api("GET", "/repos/acme/app/issues").json.array?.count == 30)
            #expect(try await test.api("GET", "/repos/acme/app/issues?page=99").json == [])
            #expect(try await test.api("GET", "/repos/acme/app/issues?page=9223372036854775807").json == [])
        }
    }

    private static func next(_ link: String) -> String? {
        for part in link.split(separator: ",") where part.contains("rel=\"next\"") {
            return part.split(separator: ">").first.map { String($0.drop { $0 != "<" }.dropFirst()) }
        }
        return nil
    }
}
