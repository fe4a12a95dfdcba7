internal import JSON
internal import WebServer

/// Emoji on issues, comments and review comments.
enum ReactionsAPI {
    static let endpoints: [Endpoint] =
        endpoints(at: "/issues/:number") { call throws(APIError) in .issue(try call.issueNumber()) }
        + endpoints(at: "/issues/comments/:comment") { call throws(APIError) in .comment(try call.id("comment")) }
        + endpoints(at: "/pulls/comments/:comment") { call throws(APIError) in .reviewComment(try call.id("comment")) }

    private static func endpoints(
        at path: String, _ target: @escaping @Sendable (Call) throws(APIError) -> ReactionTarget
    ) -> [Endpoint] {
        Endpoint.repository("GET", "\(path)/reactions") { call in
            let (repository, target) = (try await call.repository(), try target(call))
            let world = await call.server.state.snapshot
            let content = call.request.query("content")
            let reactions = try world.reactions(to: target, in: repository.id).filter { content == nil || $0.content == content }
            return await call.list(reactions) { world.json($0) }
        }
            + Endpoint.repository("POST", "\(path)/reactions") { call in
                let (repository, user) = (try await call.repository(.read, "issues=write"), try call.user())
                let (target, content) = (try target(call), try call.fields.requiredString("content"))
                let (reaction, isNew) = try await call.change { (world) throws(APIError) in
                    let (reaction, isNew) = try world.react(content, to: target, in: repository.id, by: user)
                    return (world.json(reaction), isNew)
                }
                return .json(reaction, status: isNew ? 201 : 200)
            }
            + Endpoint.repository("DELETE", "\(path)/reactions/:reaction") { call in
                let (repository, user) = (try await call.repository(.read, "issues=write"), try call.user())
                let (target, id) = (try target(call), try call.id("reaction"))
                try await call.change { (world) throws(APIError) in
                    try world.removeReaction(id, from: target, in: repository.id, by: user)
                }
                return .empty(status: 204)
            }
    }
}
