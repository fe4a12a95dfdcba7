internal import JSON

/// What a check run is to show.
package struct CheckRequest: Equatable, Sendable {
    package var name: String
    package var state: String
    /// Of a completed one.
    package var conclusion: String?
    package var title: String
    package var summary: String
    package var url: String?

    package init(name: String, state: String, conclusion: String?, title: String, summary: String, url: String?) {
        self.name = name
        self.state = state
        self.conclusion = conclusion
        self.title = title
        self.summary = summary
        self.url = url
    }

    func redacted(by redactor: Redactor) -> CheckRequest {
        CheckRequest(
            name: name, state: state, conclusion: conclusion, title: redactor.redacted(title),
            summary: redactor.redacted(summary), url: url.map(redactor.redacted))
    }

    var members: [String: JSONValue] {
        [
            "name": .string(name), "state": .string(state), "conclusion": JSONValue(conclusion), "title": .string(title),
            "summary": .string(summary), "url": JSONValue(url),
        ]
    }

    init?(json: JSONValue) {
        guard let name = json["name"]?.string, let state = json["state"]?.string else { return nil }
        self.init(
            name: name, state: state, conclusion: json["conclusion"]?.string, title: json["title"]?.string ?? "",
            summary: json["summary"]?.string ?? "", url: json["url"]?.string)
    }
}
