package import Identifiers

extension GitHub {
    package struct CheckRun: Hashable, Sendable {
        package let id: Int64
        package let name: String
        package let head: CommitID
        package let status: CheckStatus
        /// Nil until completed.
        package let conclusion: CheckConclusion?
        /// What its creator calls it.
        package let externalID: String
        package let app: Int64?
        package let webURL: String?
        /// What its creator says of it; nil where it says nothing.
        package let title: String?
        package let summary: String?
    }

    package enum CheckStatus: String, Hashable, Sendable {
        case queued, completed, unknown
        case inProgress = "in_progress"
    }

    package enum CheckConclusion: String, Hashable, Sendable {
        case success, failure, neutral, cancelled, skipped, stale, unknown
        case timedOut = "timed_out"
        case actionRequired = "action_required"
    }
}

extension GitHub.CheckRun: WireReadable {
    static let wireName = "check run"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        name = try wire.text("name")
        head = try wire.commit("head_sha")
        status = try wire.word("status", else: .unknown)
        conclusion = wire.has("conclusion") ? try wire.word("conclusion", else: .unknown) : nil
        externalID = try wire.optionalText("external_id") ?? ""
        app = try wire.optionalObject("app")?.integer("id")
        webURL = try wire.optionalText("html_url")
        let output = try wire.optionalObject("output")
        title = try output?.optionalText("title")
        summary = try output?.optionalText("summary")
    }
}
