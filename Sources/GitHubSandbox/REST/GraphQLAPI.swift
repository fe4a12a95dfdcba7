internal import JSON
internal import WebServer

/// The two mutations GitHub offers nowhere else: a pull request becomes a draft, or stops being one.
enum GraphQLAPI {
    static let endpoints: [Endpoint] = [
        Endpoint("POST", "/graphql") { call in
            let (user, query) = (try call.user(), try call.fields.requiredString("query"))
            let draft: Bool
            if query.contains("markPullRequestReadyForReview") {
                draft = false
            } else if query.contains("convertPullRequestToDraft") {
                draft = true
            } else {
                return .json(["data": .null, "errors": [["message": "The sandbox knows no such query."]]])
            }
            let variables = try call.fields.object("variables")?.members ?? [:]
            let answer = try await call.change { (world) throws(APIError) -> JSONValue in
                for repository in world.repositories.values {
                    for issue in repository.pulls {
                        guard let pull = issue.pull, mentions(world.nodeID("PullRequest", pull.id), query, variables) else {
                            continue
                        }
                        guard world.permission(of: user, in: repository) >= .write else {
                            return ["data": .null, "errors": [["type": "FORBIDDEN", "message": "Resource not accessible"]]]
                        }
                        try world.setDraft(draft, issue.number, in: repository.id, by: user)
                        return ["data": ["mutation": ["pullRequest": ["isDraft": .bool(draft)]]]]
                    }
                }
                return ["data": .null, "errors": [["type": "NOT_FOUND", "message": "Could not resolve to a node"]]]
            }
            return .json(answer)
        }
    ]

    private static func mentions(_ id: String, _ query: String, _ variables: [String: JSONValue]) -> Bool {
        query.contains("\"\(id)\"") || JSONValue.object(variables).text().contains("\"\(id)\"")
    }
}
