internal import JSON
internal import WebServer

/// Reviews of pull requests.
enum ReviewsAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/pulls/:number/reviews") { call in
            let (repository, number) = (try await call.repository(), try call.issueNumber())
            let world = await call.server.state.snapshot
            _ = try world.pull(repository.id, number)
            return await call.list(repository.reviews(of: number)) { world.json($0, in: repository) }
        }
        + Endpoint.repository("GET", "/pulls/:number/reviews/:review/comments") { call in
            let (repository, number) = (try await call.repository(), try call.issueNumber())
            let (world, review) = (await call.server.state.snapshot, try call.id("review"))
            guard repository.reviews[review]?.pull == number else { throw APIError.notFound }
            let comments = repository.reviewComments(of: number).filter { $0.review == review }
            return await call.list(comments) { world.json($0, in: repository) }
        }
        + Endpoint.repository("POST", "/pulls/:number/reviews", create)

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let (repository, user) = (try await call.repository(.read, "pull_requests=write"), try call.user())
        let (number, body) = (try call.issueNumber(), try call.fields.string("body") ?? "")
        let word = try call.fields.requiredString("event")
        guard let verdict = SandboxReview.Verdict(event: word) else {
            throw APIError.invalid("PullRequestReview", field: "event", code: "invalid")
        }
        var drafts: [(Fields, String)] = []
        for comment in try call.fields.array("comments") ?? [] {
            guard let members = comment.object else { throw APIError.mistyped("comments/items", comment, isNot: "an object") }
            drafts.append((Fields(members), try Fields(members).requiredString("body")))
        }
        let files = drafts.isEmpty ? [] : try await call.server.files(of: number, in: repository.id)
        var comments: [DraftReviewComment] = []
        for (fields, body) in drafts { comments.append(try DraftReviewComment(fields, body: body, in: files)) }
        let review = try await call.change { [comments] (world) throws(APIError) in
            let review = try world.review(number, in: repository.id, verdict, body: body, comments: comments, by: user)
            return world.json(review, in: try world.repository(repository.id))
        }
        return .json(review)
    }
}
