internal import JSON

/// The issue or pull request an event is about.
package struct Item: Sendable, Hashable {
    /// The raw values are those of the attribute `kind`.
    package enum Kind: String, Sendable {
        case issue
        case pullRequest = "pr"
    }

    package let kind: Kind
    package let id: Int64
    package let number: Int64
    package let title: String
    /// Empty where GitHub sends null.
    package let body: String
    /// The page for people.
    package let url: String
    package let state: String
    package let isDraft: Bool
    package let labels: [String]
    package let author: Actor?

    /// A comment on a pull request comes with it as an issue that has a member `pull_request`.
    init?(_ payload: JSONValue) {
        guard let item = payload["pull_request"] ?? payload["issue"], let number = item["number"]?.integer,
            let id = item["id"]?.integer
        else { return nil }
        kind = Self.kind(of: payload) ?? .issue
        self.id = id
        self.number = number
        title = item["title"]?.string ?? ""
        body = item["body"]?.string ?? ""
        url = item["html_url"]?.string ?? ""
        state = item["state"]?.string ?? ""
        isDraft = item["draft"]?.bool ?? false
        labels = item["labels"]?.array?.compactMap { $0["name"]?.string } ?? []
        author = Actor(item["user"])
    }

    /// Of the pull request that an event is about.
    static func pullRequest(of payload: JSONValue) -> Int64? {
        kind(of: payload) == .pullRequest ? (payload["pull_request"] ?? payload["issue"])?["number"]?.integer : nil
    }

    static func kind(of payload: JSONValue) -> Kind? {
        if let issue = payload["issue"], payload["pull_request"] == nil {
            issue["pull_request"]?.object == nil ? .issue : .pullRequest
        } else {
            payload["pull_request"]?.object == nil ? nil : .pullRequest
        }
    }
}
