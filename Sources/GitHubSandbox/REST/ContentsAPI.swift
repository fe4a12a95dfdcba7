internal import Crypto
internal import JSON
internal import WebServer

/// Files at a commit, and comparisons of two commits.
enum ContentsAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/contents/*path", contents)
        + Endpoint.repository("GET", "/contents", contents)
        + Endpoint.repository("GET", "/compare/*range", compare)

    @Sendable private static func contents(_ call: Call) async throws -> Response {
        let repository = try await call.repository(.read, "contents=read")
        let name = call.request.query("ref") ?? repository.defaultBranch
        let git = call.git(repository)
        guard let commit = try await git.commit(named: name) else {
            throw APIError(status: 404, message: "No commit found for the ref \(name)")
        }
        let path = call.parameter("path")
        let entries = try await git.entries(path, at: commit)
        let api = await call.server.state.snapshot.addresses.api(repository.name)
        if let file = entries.first, entries.count == 1, file.path == path, file.kind == "blob" {
            let bytes = try await git.file(path, at: commit) ?? []
            if call.request.header("Accept")?.contains("raw") == true {
                return .bytes(bytes, type: "application/vnd.github.raw; charset=utf-8")
            }
            var members = json(file, api: api, commit: commit).object ?? [:]
            members["encoding"] = "base64"
            members["content"] = .string(wrapped(base64(bytes)))
            return .json(.object(members))
        }
        guard !entries.isEmpty else { throw APIError.notFound }
        return .json(.array(entries.map { json($0, api: api, commit: commit) }))
    }

    private static func json(_ entry: TreeEntry, api: String, commit: String) -> JSONValue {
        let path = entry.path.split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
        return [
            "type": .string(entry.kind == "tree" ? "dir" : entry.kind == "blob" ? "file" : "submodule"),
            "size": .integer(Int64(entry.size)), "name": .string(entry.name), "path": .string(entry.path),
            "sha": .string(entry.id), "url": .string("\(api)/contents/\(path)?ref=\(commit)"),
            "git_url": .string("\(api)/git/blobs/\(entry.id)"),
        ]
    }

    /// Lines of sixty characters, each ended, as GitHub breaks them.
    private static func wrapped(_ text: String) -> String {
        var (rest, result) = (Array(text.utf8)[...], "")
        while !rest.isEmpty {
            result += String(decoding: rest.prefix(60), as: UTF8.self) + "\n"
            rest = rest.dropFirst(60)
        }
        return result
    }

    @Sendable private static func compare(_ call: Call) async throws -> Response {
        let (repository, git) = (try await call.repository(.read, "contents=read"), call.git(try await call.repository()))
        guard let dots = call.parameter("range").firstRange(of: "...") else { throw APIError.notFound }
        let range = call.parameter("range")
        let names = [String(range[..<dots.lowerBound]), String(range[dots.upperBound...])]
            .map { String($0.split(separator: ":").last ?? "") }
        guard let base = try await git.commit(named: names[0]), let head = try await git.commit(named: names[1]),
            let common = try await git.mergeBase(base, head)
        else { throw APIError.notFound }
        let world = await call.server.state.snapshot
        if call.request.header("Accept")?.contains("diff") == true {
            return .bytes(Array(try await git.diff(base, head).utf8), type: "application/vnd.github.diff; charset=utf-8")
        }
        let (behind, ahead) = try await git.distance(base, head)
        let commits = try await git.commits(["\(base)..\(head)"]).reversed()
        let status = behind > 0 ? (ahead > 0 ? "diverged" : "behind") : (ahead > 0 ? "ahead" : "identical")
        let files = try await git.files(base, head)
        let bases = try await git.commits([base, common], limit: 2)
        return .json([
            "status": .string(status), "ahead_by": .integer(Int64(ahead)), "behind_by": .integer(Int64(behind)),
            "total_commits": .integer(Int64(ahead)), "commits": .array(commits.map { world.json($0, in: repository) }),
            "files": .array(files.map { world.json($0, at: head, in: repository) }),
            "base_commit": bases.first { $0.id == base }.map { world.json($0, in: repository) } ?? .null,
            "merge_base_commit": ["sha": .string(common)],
        ])
    }
}
