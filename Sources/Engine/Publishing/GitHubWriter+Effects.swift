internal import GitHubAPI
internal import Identifiers
internal import Rules

extension GitHubWriter {
    /// A status whose earlier try may have succeeded is not written again where it is the newest of its context.
    func set(
        _ state: WriteRequest.StatusState, _ context: String, _ description: String, _ url: String?, on commit: CommitID,
        in repository: RepositoryName, mayHaveHappened: Bool
    ) async throws(GitHubError) -> Int64? {
        let new = GitHub.NewCommitStatus(
            state.api, context: context, description: PublicText.singleLine(description, to: 140), targetURL: url)
        if mayHaveHappened {
            let known = try await github.all(.statuses(of: commit, in: repository)).first { $0.context == context }
            if let known, known.state == new.state, known.description == new.description { return known.id }
        }
        return try await github.send(.createStatus(new, on: commit, in: repository)).id
    }

    /// The run of this name that is ours already is brought up to date; its external id says that it is.
    func show(_ check: CheckRequest, on commit: CommitID, in repository: RepositoryName) async throws(GitHubError) -> Int64? {
        guard isApp else {
            return try await set(
                check.statusState, check.name, check.title, check.url, on: commit, in: repository, mayHaveHappened: true)
        }
        let externalID = "hookbot:\(check.name)"
        let content = GitHub.CheckRunContent(
            status: GitHub.CheckStatus(rawValue: check.state) ?? .completed,
            conclusion: check.conclusion.flatMap(GitHub.CheckConclusion.init(rawValue:)), externalID: externalID,
            detailsURL: check.url, output: .init(title: check.title, summary: check.summary))
        let runs = try await github.all(.checkRuns(of: commit, name: check.name, in: repository))
        // A completed run that starts anew is a new run: GitHub keeps what the last one came to.
        let isStarting = check.conclusion == nil
        if let run = runs.last(where: { $0.externalID == externalID }), !(isStarting && run.status == .completed) {
            return try await github.send(.updateCheckRun(run.id, content, in: repository)).id
        }
        return try await github.send(.createCheckRun(check.name, on: commit, content, in: repository)).id
    }

    /// By its title, whether the milestone is open or closed.
    func putIntoMilestone(
        _ title: String?, _ number: Int64, in repository: RepositoryName
    ) async throws(GitHubError) {
        var milestone: Int64?
        if let title {
            let known = try await github.all(.milestones(in: repository))
            guard
                let found = known.first(where: { $0.title == title })
                    ?? known.first(where: { $0.title.lowercased() == title.lowercased() })
            else {
                throw .validation(message: "\(repository) has no milestone '\(PublicText.singleLine(title, to: 80))'", errors: [])
            }
            milestone = found.number
        }
        _ = try await github.send(.setMilestone(milestone, of: number, in: repository))
    }

    /// What somebody undid since an earlier try is theirs to decide, so a try that may have happened looks first.
    func setOpen(
        _ isOpen: Bool, _ reason: String?, _ number: Int64, in repository: RepositoryName, mayHaveHappened: Bool
    ) async throws(GitHubError) {
        let state: GitHub.State = isOpen ? .open : .closed
        if mayHaveHappened, try await github.send(.issue(number, in: repository)).state == state { return }
        _ = try await github.send(.updateIssue(number, state: state, reason: reason, in: repository))
    }
}

extension CheckRequest {
    /// For tokens, which may write no check runs.
    fileprivate var statusState: WriteRequest.StatusState {
        switch conclusion {
        case nil: .pending
        case "success", "neutral", "skipped": .success
        default: .failure
        }
    }
}
