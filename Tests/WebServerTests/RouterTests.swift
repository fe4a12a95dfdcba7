import JSON
import Testing
import WebServer

@Suite struct RouterTests {
    let router = Router([
        Route("GET", "/") { _ in .text("home") },
        Route("GET", "/jobs/latest") { _ in .text("latest") },
        Route("GET", "/jobs/:id") { .text("job \($0.parameters["id"] ?? "")") },
        Route("DELETE", "/jobs/:id") { .text("deleted \($0.parameters["id"] ?? "")") },
        Route("GET", "/repos/:owner/:name/contents/*path") { request in
            .text(["owner", "name", "path"].map { request.parameters[$0] ?? "-" }.joined(separator: "|"))
        },
        Route("POST", "/hook") { _ in .empty(status: 204) },
    ])

    @Test(arguments: [
        ("GET", "/", 200, "home"),
        ("GET", "/jobs/latest", 200, "latest"),
        ("GET", "/jobs/7", 200, "job 7"),
        ("GET", "/jobs/a%2Fb", 200, "job a/b"),
        ("HEAD", "/jobs/7", 200, "job 7"),
        ("DELETE", "/jobs/latest", 200, "deleted latest"),
        ("GET", "/repos/o/r/contents/a/b.txt", 200, "o|r|a/b.txt"),
        ("GET", "/repos/o/r/contents/", 200, "o|r|"),
        ("GET", "/repos/o/r/contents", 200, "o|r|"),
        ("POST", "/hook", 204, ""),
        ("GET", "/jobs/", 404, #"{"error":"Not Found"}"#),
        ("GET", "/jobs", 404, #"{"error":"Not Found"}"#),
        ("GET", "/jobs/7/", 404, #"{"error":"Not Found"}"#),
        ("GET", "//", 404, #"{"error":"Not Found"}"#),
        ("GET", "/Jobs/7", 404, #"{"error":"Not Found"}"#),
        ("POST", "/jobs/7", 405, #"{"error":"Method Not Allowed"}"#),
        ("get", "/jobs/7", 405, #"{"error":"Method Not Allowed"}"#),
        ("HEAD", "/hook", 405, #"{"error":"Method Not Allowed"}"#),
    ])
    func `each path finds its route`(method: String, target: String, status: Int, text: String) async throws {
        let response = await router.respond(to: try Request(method: method, target: target))
        #expect(response.status == status)
        guard case .bytes(let bytes) = response.body else {
            Issue.record("a stream was not asked for")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func `a refused method is told which ones are allowed`() async throws {
        let jobs = await router.respond(to: try Request(method: "POST", target: "/jobs/7"))
        #expect(jobs.headers.last { $0.name == "Allow" }?.value == "DELETE, GET, HEAD")
        let hook = await router.respond(to: try Request(method: "GET", target: "/hook"))
        #expect(hook.headers.last { $0.name == "Allow" }?.value == "POST")
    }
}
