internal import Configuration
package import GitHubAPI
package import Identifiers
package import Rules

/// Makes one write happen on GitHub; a write whose earlier try may have succeeded unseen is looked up before it is repeated.
package struct GitHubWriter: Sendable {
    let github: GitHubClient
    let markerKey: Secret
    let isApp: Bool

    package init(github: GitHubClient, markerKey: Secret, isApp: Bool) {
        self.github = github
        self.markerKey = markerKey
        self.isApp = isApp
    }

    /// Performs the write and returns the id of what it made, for later edits.
    ///
    /// - Parameters:
    ///   - known: the id of the comment or reaction that an earlier write with the same key made.
    ///   - mayHaveHappened: whether an earlier try of this very write was begun.
    ///   - own: who we are on GitHub, where that is known.
    package func perform(
        _ write: WriteRequest, in repository: RepositoryName, known: Int64?, mayHaveHappened: Bool, as own: Identity?
    ) async throws(GitHubError) -> Int64? {
        switch write {
        case .comment(let number, let body, let marker):
            if mayHaveHappened, let found = try await find(marker, on: number, in: repository) { return found }
            return try await github.send(.createComment(body, on: number, in: repository)).id
        case .stickyComment(let number, let body, let marker):
            return try await writeSticky(body, marker, on: number, in: repository, known: known, mayHaveHappened: mayHaveHappened)
        case .threadReply(let number, let thread, let body, let marker):
            if mayHaveHappened, let found = try await findReply(marker, on: number, in: repository) { return found }
            return try await github.send(.reply(body, to: thread, on: number, in: repository)).id
        case .deleteBranch(let name, let head):
            try await delete(name, at: head, in: repository)
            return nil
        case .reaction(let target, let content):
            let created = try await react(content, to: target.api, in: repository, replacing: known)
            // The try may have set another one, if what is to be said has changed since.
            if mayHaveHappened { try await removeOthers(than: created, of: own, from: target.api, in: repository) }
            return created
        case .addLabels(let number, let labels):
            _ = try await github.send(.addLabels(labels, to: number, in: repository))
            return nil
        case .removeLabels(let number, let labels):
            for label in labels {
                // A label that is gone already is what was asked for.
                do { _ = try await github.send(.removeLabel(label, from: number, in: repository)) } catch .notFound {}
            }
            return nil
        case .requestReviewers(let number, let logins, let teams):
            _ = try await github.send(.requestReviewers(logins, teams: teams, on: number, in: repository))
            return nil
        case .status(let commit, let state, let context, let description, let url):
            return try await report(state, context, description, url, on: commit, in: repository)
        case .commitStatus(let commit, let state, let context, let description, let url):
            guard let commit else { throw .validation(message: "there is no commit", errors: []) }
            return try await set(
                state, context, description, url, on: commit, in: repository, mayHaveHappened: mayHaveHappened)
        case .checkRun(let commit, let check):
            guard let commit else { throw .validation(message: "there is no commit", errors: []) }
            return try await show(check, on: commit, in: repository)
        case .addAssignees(let number, let logins):
            _ = try await github.send(.addAssignees(logins, to: number, in: repository))
            return nil
        case .removeAssignees(let number, let logins):
            _ = try await github.send(.removeAssignees(logins, from: number, in: repository))
            return nil
        case .setMilestone(let number, let title):
            try await putIntoMilestone(title, number, in: repository)
            return nil
        case .setOpen(let number, let isOpen, let reason):
            try await setOpen(isOpen, reason, number, in: repository, mayHaveHappened: mayHaveHappened)
            return nil
        case .lock(let number, let reason):
            try await github.send(.lock(number, reason: reason, in: repository))
            return nil
        case .note, .notify, .dispatch, .script:
            throw .validation(message: "this is not written to GitHub", errors: [])
        }
    }

    /// The comment that carries a marker of ours.
    private func find(
        _ marker: String, on number: Int64, in repository: RepositoryName
    ) async throws(GitHubError) -> Int64? {
        guard let wanted = Marker.markers(in: marker, key: markerKey).first else { return nil }
        let comments = try await github.all(.comments(on: number, in: repository))
        return comments.first { Marker.markers(in: $0.body, key: markerKey).contains(wanted) }?.id
    }

    private func findReply(
        _ marker: String, on number: Int64, in repository: RepositoryName
    ) async throws(GitHubError) -> Int64? {
        guard let wanted = Marker.markers(in: marker, key: markerKey).first else { return nil }
        let comments = try await github.all(.reviewComments(on: number, in: repository))
        return comments.first { Marker.markers(in: $0.body, key: markerKey).contains(wanted) }?.id
    }

    /// A branch that is gone already is what was asked for; one that moved is somebody's work.
    private func delete(_ name: String, at head: CommitID, in repository: RepositoryName) async throws(GitHubError) {
        do throws(GitHubError) {
            let reference = try await github.send(.reference("heads/\(name)", in: repository))
            guard reference.target == head else { return }
            try await github.send(.deleteReference("heads/\(name)", in: repository))
        } catch {
            switch error {
            case .notFound, .validation: return
            default: throw error
            }
        }
    }

    private func writeSticky(
        _ body: String, _ marker: String, on number: Int64, in repository: RepositoryName, known: Int64?, mayHaveHappened: Bool
    ) async throws(GitHubError) -> Int64? {
        var target = known
        if target == nil, mayHaveHappened { target = try await find(marker, on: number, in: repository) }
        if let target {
            do { return try await github.send(.updateComment(target, body: body, in: repository)).id } catch .notFound {
                // Somebody deleted it: the next state gets a comment of its own.
            }
        }
        return try await github.send(.createComment(body, on: number, in: repository)).id
    }

    private func react(
        _ content: String, to target: GitHubAPI.ReactionTarget, in repository: RepositoryName, replacing known: Int64?
    ) async throws(GitHubError) -> Int64? {
        guard let content = GitHub.ReactionContent(rawValue: content) else { return known }
        // Creating a reaction that is there already answers with the one there is.
        let created = try await github.send(.react(content, to: target, in: repository))
        if let known, known != created.id {
            do { try await github.send(.deleteReaction(known, from: target, in: repository)) } catch .notFound {}
        }
        return created.id
    }

    /// Takes away what an earlier try with an answer that was lost may have left: our reactions that say a job is on its way.
    private func removeOthers(
        than kept: Int64?, of own: Identity?, from target: GitHubAPI.ReactionTarget, in repository: RepositoryName
    ) async throws(GitHubError) {
        guard let own else { return }
        let reactions = try await github.all(.reactions(to: target, in: repository))
        for reaction in reactions where reaction.id != kept && [.eyes, .rocket].contains(reaction.content) {
            guard let author = reaction.author, own.id.map({ $0 == author.id }) ?? own.hasLogin(author.login) else { continue }
            do { try await github.send(.deleteReaction(reaction.id, from: target, in: repository)) } catch .notFound {}
        }
    }

    private func report(
        _ state: WriteRequest.StatusState, _ context: String, _ description: String, _ url: String?, on commit: CommitID,
        in repository: RepositoryName
    ) async throws(GitHubError) -> Int64? {
        let description = PublicText.singleLine(description, to: 140)
        guard isApp else {
            let status = GitHub.NewCommitStatus(state.api, context: context, description: description, targetURL: url)
            return try await github.send(.createStatus(status, on: commit, in: repository)).id
        }
        let content = GitHub.CheckRunContent(
            status: state == .pending ? .inProgress : .completed, conclusion: state.conclusion, externalID: context,
            detailsURL: url, output: .init(title: description, summary: description))
        let existing = try await github.all(.checkRuns(of: commit, name: context, in: repository))
        if let run = existing.first(where: { $0.externalID == context }) {
            return try await github.send(.updateCheckRun(run.id, content, in: repository)).id
        }
        return try await github.send(.createCheckRun(context, on: commit, content, in: repository)).id
    }
}

extension WriteRequest.ReactionTarget {
    fileprivate var api: GitHubAPI.ReactionTarget {
        switch self {
        case .item(let number): .issue(number)
        case .comment(let id): .comment(id)
        case .reviewComment(let id): .reviewComment(id)
        }
    }
}

extension WriteRequest.StatusState {
    var api: GitHub.StatusState {
        switch self {
        case .pending: .pending
        case .success: .success
        case .failure: .failure
        case .error: .error
        }
    }

    fileprivate var conclusion: GitHub.CheckConclusion? {
        switch self {
        case .pending: nil
        case .success: .success
        case .failure, .error: .failure
        }
    }
}
