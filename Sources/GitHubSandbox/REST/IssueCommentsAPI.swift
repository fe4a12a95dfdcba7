internal import JSON
internal import WebServer

/// Comments in the conversation of an issue or pull request.
enum IssueCommentsAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/issues/comments") { call in
            let repository = try await call.repository()
            let world = await call.server.state.snapshot
            return await call.list(repository.comments.values.sorted { $0.id < $1.id }) { world.json($0, in: repository) }
        }
        + Endpoint.repository("GET", "/issues/:number/comments") { call in
            let (repository, number) = (try await call.repository(), try call.issueNumber())
            let world = await call.server.state.snapshot
            _ = try world.issue(repository.id, number)
            let since = call.request.query("since") ?? ""
            let comments = repository.comments(on: number).filter { $0.updatedAt.seconds >= since }
            return await call.list(comments) { world.json($0, in: repository) }
        }
        + Endpoint.repository("POST", "/issues/:number/comments") { call in
            let (repository, user) = (try await call.repository(.read, "issues=write"), try call.user())
            let (number, body) = (try call.issueNumber(), try call.fields.requiredString("body"))
            let comment = try await call.change { (world) throws(APIError) in
                let comment = try world.comment(on: number, in: repository.id, body, by: user)
                return world.json(comment, in: try world.repository(repository.id))
            }
            return .json(comment, status: 201)
        }
        + Endpoint.repository("GET", "/issues/comments/:comment") { call in
            let (repository, id) = (try await call.repository(), try call.id("comment"))
            guard let comment = repository.comments[id] else { throw APIError.notFound }
            return .json(try await call.read { (world) throws(APIError) in world.json(comment, in: repository) })
        }
        + Endpoint.repository("PATCH", "/issues/comments/:comment") { call in
            let (repository, user) = (try await call.repository(.read, "issues=write"), try call.user())
            let (id, body) = (try call.id("comment"), try call.fields.requiredString("body"))
            let comment = try await call.change { (world) throws(APIError) in
                try world.checkAuthor(of: repository.comments[id]?.user, user, in: repository, call.caller)
                let comment = try world.editComment(id, in: repository.id, body, by: user)
                return world.json(comment, in: try world.repository(repository.id))
            }
            return .json(comment)
        }
        + Endpoint.repository("DELETE", "/issues/comments/:comment") { call in
            let (repository, user) = (try await call.repository(.read, "issues=write"), try call.user())
            let id = try call.id("comment")
            try await call.change { (world) throws(APIError) in
                try world.checkAuthor(of: repository.comments[id]?.user, user, in: repository, call.caller)
                try world.deleteComment(id, in: repository.id, by: user)
            }
            return .empty(status: 204)
        }
}
