internal import JSON

extension GitHub {
    /// A pull request to open.
    package struct NewPullRequest: Hashable, Sendable {
        package var title: String
        /// A branch of the same repository, or `owner:branch` of a fork.
        package var head: String
        package var base: String
        package var body: String
        package var isDraft: Bool

        package init(title: String, head: String, base: String, body: String, isDraft: Bool = false) {
            self.title = title
            self.head = head
            self.base = base
            self.body = body
            self.isDraft = isDraft
        }

        var json: JSONValue {
            [
                "title": .string(title), "head": .string(head), "base": .string(base), "body": .string(body),
                "draft": .bool(isDraft),
            ]
        }
    }
}
