internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules

/// What rules ask of a pull request beyond its webhooks, as GitHub's API says it.
struct PullRequestFacts: Sendable {
    let github: GitHubClient
    let repository: RepositoryName
    let number: Int64

    /// A value for each of these attributes, null where there is none; files are read once for all three that need them.
    func values(of attributes: Set<Attribute>) async throws(GitHubError) -> [Attribute: JSONValue] {
        var values: [Attribute: JSONValue] = [:]
        do throws(GitHubError) {
            if !attributes.isDisjoint(with: [.files, .filesAdded, .filesRemoved]) {
                let files = try await github.all(.files(of: number, in: repository))
                values.merge(Self.files(files)) { $1 }
            }
            if attributes.contains(.approvedBy) {
                values[.approvedBy] = JSONValue(
                    strings: Self.approvals(try await github.all(.reviews(of: number, in: repository))))
            }
            if !attributes.isDisjoint(with: [.mergeable, .checks]) {
                let pull = try await github.send(.pullRequest(number, in: repository))
                values[.mergeable] = pull.isMergeable.map(JSONValue.bool) ?? .null
                if attributes.contains(.checks) {
                    let runs = try await github.all(.checkRuns(of: pull.head.commit, in: repository))
                    let statuses = try await github.all(.statuses(of: pull.head.commit, in: repository))
                    values[.checks] = .string(Self.checks(runs, statuses).rawValue)
                }
            }
        } catch .notFound {
            // A pull request that is gone has none of it.
        }
        for attribute in attributes where values[attribute] == nil { values[attribute] = .null }
        return values
    }

    /// A file that was renamed was removed under its old name and added under the new one.
    static func files(_ changed: [GitHub.ChangedFile]) -> [Attribute: JSONValue] {
        let removed =
            changed.filter { $0.status == "removed" }.map(\.path)
            + changed.filter { $0.status == "renamed" }.compactMap(\.previousPath)
        let added = changed.filter { ["added", "copied", "renamed"].contains($0.status) }.map(\.path)
        let renamed = changed.filter { $0.status == "renamed" }.compactMap(\.previousPath)
        return [
            .files: JSONValue(strings: changed.map(\.path) + renamed), .filesAdded: JSONValue(strings: added),
            .filesRemoved: JSONValue(strings: removed),
        ]
    }

    /// Whoever approved it and has not asked for changes since, nor had the approval dismissed. A mere comment takes nothing back.
    static func approvals(_ reviews: [GitHub.Review]) -> [String] {
        var last: [String: GitHub.ReviewState] = [:]
        var order: [String] = []
        for review in reviews {
            guard let login = review.author?.login, [.approved, .changesRequested, .dismissed].contains(review.state) else {
                continue
            }
            if last.updateValue(review.state, forKey: login) == nil { order.append(login) }
        }
        return order.filter { last[$0] == .approved }
    }

    /// What all check runs and statuses of a commit come to.
    enum Checks: String { case failure, pending, success, none }

    /// Of each name the newest counts; both lists hold the newest first.
    static func checks(_ runs: [GitHub.CheckRun], _ statuses: [GitHub.CommitStatus]) -> Checks {
        var verdicts: [String: Checks] = [:]
        for run in runs.sorted(by: { $0.id > $1.id }) where verdicts["run \(run.app ?? 0) \(run.name)"] == nil {
            verdicts["run \(run.app ?? 0) \(run.name)"] =
                switch run.conclusion {
                case nil: .pending
                case .success, .neutral, .skipped: .success
                default: .failure
                }
        }
        for status in statuses where verdicts["status \(status.context)"] == nil {
            verdicts["status \(status.context)"] =
                switch status.state {
                case .success: .success
                case .pending: .pending
                case .failure, .error: .failure
                }
        }
        return [.failure, .pending, .success].first { verdicts.values.contains($0) } ?? .none
    }
}
