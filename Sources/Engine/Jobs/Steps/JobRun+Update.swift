internal import Configuration
internal import GitHubAPI
internal import GitOps
internal import Identifiers
internal import JSON
internal import Storage

extension JobRun {
    /// Brings the branch of a pull request up to date with its base, without an agent; what somebody pushes meanwhile is never
    /// pushed over.
    func runUpdate(_ update: BranchUpdate) async throws -> JobEnd {
        let (source, clone) = try await fetch()
        let plan = try await perform(.commit, intent: try await plan(update, source, clone)) { plan in
            let result = try await made(update, plan, source, clone)
            var members = plan.object ?? [:]
            switch result {
            case .upToDate: break
            case .commit(let commit, let count):
                members["commit"] = .string(commit.description)
                members["count"] = .integer(Int64(count))
                try await note("commit \(commit.short)", step: .commit)
            case .conflict(let commit, let files):
                throw JobEnd.failed(Self.conflict(update, source, in: commit, files))
            }
            return .object(members)
        }
        guard let base = plan["onto"]?.string.flatMap({ CommitID($0) }) else {
            throw JobEnd.failed("the recorded commit of this job cannot be read")
        }
        guard let commit = plan["commit"]?.string.flatMap({ CommitID($0) }) else {
            return .completed(.noChanges, note: Self.nothing(update, source, base))
        }
        if try await !clone.contains(commit) {
            // It was made on another machine; from the same plan comes the same commit.
            _ = try await made(update, plan, source, clone)
        }
        try await push(update, source, clone, commit)
        try await rememberPush(source, commit)
        let count = Int(plan["count"]?.integer ?? 1)
        return .completed(.pushed, note: Self.done(update, source, base, count: count))
    }

    /// Everything that the new commits are made of.
    private func plan(_ update: BranchUpdate, _ source: JobSource, _ clone: BareClone) async throws -> JSONValue {
        guard let onto = try await clone.head(of: source.baseBranch) else {
            throw JobEnd.superseded("the base branch \(source.baseBranch) is gone")
        }
        let title = "\(trigger.item?.title ?? "Pull request") (#\(trigger.item?.number ?? 0))"
        let message =
            switch update {
            case .rebase: ""
            case .merge: "Merge branch '\(source.baseBranch)' into \(source.branch)\n"
            case .squash(let message): message ?? title
            }
        return [
            "onto": .string(onto.description), "time": .integer(context.now().milliseconds),
            "message": .string(context.redactor.redacted(message)),
        ]
    }

    private func made(
        _ update: BranchUpdate, _ plan: JSONValue, _ source: JobSource, _ clone: BareClone
    ) async throws -> BranchUpdateResult {
        guard let onto = plan["onto"]?.string.flatMap({ CommitID($0) }) else {
            throw JobEnd.failed("the recorded plan of this job cannot be read")
        }
        let clone = try await clone.contains(onto) ? clone : try await updateClone()
        let git = context.configuration.git
        let signature = Signature(
            name: git.authorName, email: git.authorEmail, at: Timestamp(milliseconds: plan["time"]?.integer ?? 0))
        let message = plan["message"]?.string ?? ""
        switch update {
        case .rebase: return try await clone.rebase(source.base, onto: onto, keptFor: job.id)
        case .merge:
            return try await clone.merge(onto, into: source.base, message: message, by: signature, keptFor: job.id)
        case .squash:
            return try await clone.squash(source.base, over: onto, message: message, by: signature, keptFor: job.id)
        }
    }

    private func push(_ update: BranchUpdate, _ source: JobSource, _ clone: BareClone, _ commit: CommitID) async throws {
        let remote = try remote
        let done: JSONValue = ["branch": .string(source.branch.description), "commit": .string(commit.description)]
        _ = try await perform(
            .push, intent: done,
            recover: { _ in
                let token = try await context.github.gitToken(for: trigger.repository)
                return try await clone.remoteHead(of: source.branch, remote: remote, token: token) == commit ? done : nil
            },
            effect: { _ in
                let token = try await context.github.gitToken(for: trigger.repository)
                let outcome = try await clone.push(
                    commit, to: source.branch, expecting: source.base, rewriting: update.rewrites, remote: remote, token: token)
                switch outcome {
                case .pushed, .alreadyThere:
                    try await note("pushed \(commit.short) to \(source.branch)", step: .push)
                    return done
                case .rejected(let reason, let sideband):
                    throw JobEnd.refusedPush(to: source.branch, reason, sideband)
                case .moved(let actual?) where try await isThereAlready(commit, below: actual): return done
                case .moved(let actual):
                    let place = actual.map { "moved to \($0.short)" } ?? "was deleted"
                    throw JobEnd.superseded(
                        "the branch \(source.branch) \(place) meanwhile; HookBot does not push over it. Say it again for what is there now"
                    )
                }
            })
    }
}

extension JobRun {
    private static func conflict(_ update: BranchUpdate, _ source: JobSource, in commit: CommitID?, _ files: [String]) -> String {
        let list = files.prefix(20).map { PublicText.code($0) }.joined(separator: ", ")
        let more = files.count > 20 ? " and \(files.count - 20) more" : ""
        let place = commit.map { "\($0.short) of \(source.branch)" } ?? source.branch.description
        return "\(place) conflicts with \(source.baseBranch) in \(list)\(more). Nothing was pushed: somebody has to decide there."
    }

    private static func nothing(_ update: BranchUpdate, _ source: JobSource, _ base: CommitID) -> String {
        switch update {
        case .rebase, .merge: "The branch holds \(source.baseBranch) at \(base.short) already."
        case .squash: "The branch is one commit already."
        }
    }

    private static func done(_ update: BranchUpdate, _ source: JobSource, _ base: CommitID, count: Int) -> String {
        let commits = "\(count) \(count == 1 ? "commit" : "commits")"
        return switch update {
        case .rebase: "Rebased \(commits) onto \(source.baseBranch) at \(base.short); the old head was \(source.base)."
        case .merge: "Merged \(source.baseBranch) at \(base.short)."
        case .squash: "Made one commit of \(commits); the old head was \(source.base)."
        }
    }
}
