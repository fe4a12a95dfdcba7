internal import JSON
internal import WebServer

/// Comments on lines of a pull request, and the answers in their threads.
enum ReviewCommentsAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/pulls/:number/comments") { call in
            let (repository, number) = (try await call.repository(), try call.issueNumber())
            let world = await call.server.state.snapshot
            _ = try world.pull(repository.id, number)
            return await call.list(repository.reviewComments(of: number)) { world.json($0, in: repository) }
        }
        + Endpoint.repository("POST", "/pulls/:number/comments", create)
        + Endpoint.repository("POST", "/pulls/:number/comments/:comment/replies") { call in
            try await reply(call, to: try call.id("comment"))
        }
        + Endpoint.repository("GET", "/pulls/comments/:comment") { call in
            let (repository, id) = (try await call.repository(), try call.id("comment"))
            guard let comment = repository.reviewComments[id] else { throw APIError.notFound }
            return .json(try await call.read { (world) throws(APIError) in world.json(comment, in: repository) })
        }
        + Endpoint.repository("PATCH", "/pulls/comments/:comment") { call in
            let (repository, user) = (try await call.repository(.read, "pull_requests=write"), try call.user())
            let (id, body) = (try call.id("comment"), try call.fields.requiredString("body"))
            let comment = try await call.change { (world) throws(APIError) in
                try world.checkAuthor(of: repository.reviewComments[id]?.user, user, in: repository, call.caller)
                let comment = try world.editReviewComment(id, in: repository.id, body, by: user)
                return world.json(comment, in: try world.repository(repository.id))
            }
            return .json(comment)
        }
        + Endpoint.repository("DELETE", "/pulls/comments/:comment") { call in
            let (repository, user) = (try await call.repository(.read, "pull_requests=write"), try call.user())
            let id = try call.id("comment")
            try await call.change { (world) throws(APIError) in
                try world.checkAuthor(of: repository.reviewComments[id]?.user, user, in: repository, call.caller)
                try world.deleteReviewComment(id, in: repository.id, by: user)
            }
            return .empty(status: 204)
        }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        if let parent = try call.fields.integer("in_reply_to") { return try await reply(call, to: parent) }
        let (repository, user) = (try await call.repository(.read, "pull_requests=write"), try call.user())
        let (number, body) = (try call.issueNumber(), try call.fields.requiredString("body"))
        _ = try call.fields.requiredString("commit_id")
        let files = try await call.server.files(of: number, in: repository.id)
        let draft = try DraftReviewComment(call.fields, body: body, in: files)
        let comment = try await call.change { (world) throws(APIError) in
            let comment = try world.reviewComment(draft, on: number, in: repository.id, by: user)
            return world.json(comment, in: try world.repository(repository.id))
        }
        return .json(comment, status: 201)
    }

    private static func reply(_ call: Call, to parent: Int64) async throws -> Response {
        let (repository, user) = (try await call.repository(.read, "pull_requests=write"), try call.user())
        let (number, body) = (try call.issueNumber(), try call.fields.requiredString("body"))
        let comment = try await call.change { (world) throws(APIError) in
            let comment = try world.reply(to: parent, on: number, in: repository.id, body, by: user)
            return world.json(comment, in: try world.repository(repository.id))
        }
        return .json(comment, status: 201)
    }
}
