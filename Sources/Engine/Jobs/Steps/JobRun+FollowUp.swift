internal import Configuration
internal import GitHubAPI
internal import GitOps
internal import Identifiers
internal import JSON
internal import Patterns
internal import Rules
internal import Storage

extension JobRun {
    /// Answers what is said on a pull request: on its own branch, on top of whatever is there, never over it.
    func runFollowUp() async throws -> JobEnd {
        guard !(try await claimItems()).isEmpty else {
            return .completed(.noChanges, note: "Everything said here was answered already.")
        }
        let (source, clone) = try await fetch()
        let workspace = try await prepareWorkspace(source, clone)
        let work = try await runAgent(source, workspace, clone)
        try guardAnswer(work)
        let change = try await importTree(workspace, clone)
        guard !change.files.isEmpty else { return .completed(.noChanges, note: try await summary(of: work)) }
        let commit = try await commit(source, clone, change, work)
        try await guardChange(change, commit, clone)
        let pushed = try await pushOnTop(source, clone, commit)
        try await rememberPush(source, pushed)
        return .completed(.pushed, note: try await summary(of: work))
    }

    /// The remarks this job is to answer. Once its agent was told them there are no more: what came since is the next job's.
    func claimItems() async throws -> [ReviewItem] {
        guard let repository = job.repository, let number = trigger.item?.number else { return [] }
        let id = job.id
        let isTold = try await context.database.read { try $0.steps.step(id, JobStepName.agent.rawValue) != nil }
        if isTold { return try await items() }
        let fence = fence
        return try await context.write { tx, now in
            try tx.reviewItems.claim(fence, repository: repository, number: Int(number), now: now)
        }
    }

    func items() async throws -> [ReviewItem] {
        let job = job.id
        return try await context.database.read { try $0.reviewItems.list(job: job) }
    }

    private func summary(of work: AgentWork) async throws -> String {
        ReviewAnswers(parsing: work.summary, count: try await items().count).summary
    }

    /// Where the pull request stands now: the head of its branch is what the agent works on.
    func findFollowUpSource(in clone: BareClone) async throws -> JobSource {
        guard let item = trigger.item, item.kind == .pullRequest else {
            throw JobEnd.failed("this works on a pull request, and the event is about none")
        }
        let pull = try await context.github.send(.pullRequest(item.number, in: trigger.repository))
        guard pull.state == .open else { throw JobEnd.superseded("pull request #\(item.number) is closed") }
        guard pull.head.repository == trigger.repository else {
            let home = pull.head.repository.map { "the fork \($0)" } ?? "a fork that is gone"
            throw JobEnd.rejected([
                "the pull request comes from \(home); HookBot pushes only to branches of the repository itself"
            ])
        }
        guard let branch = BranchName(pull.head.branch) else {
            throw JobEnd.rejected(["'\(pull.head.branch)' is no branch that HookBot pushes to"])
        }
        let isProtected = context.configuration.git.protectedBranches.contains { $0.matches(branch.description) }
        let isDefault = try await clone.defaultBranch() == branch.description
        if isProtected || isDefault || pull.base.branch == branch.description {
            throw JobEnd.rejected(["the branch '\(branch)' is protected (git.protected)"])
        }
        guard let head = try await clone.head(of: branch.description) else {
            throw JobEnd.superseded("the branch \(branch) of pull request #\(item.number) is gone")
        }
        try await requireSuccessor(of: trigger.head, head, clone)
        var facts = JobFacts()
        facts.pullRequestURL = pull.webURL
        facts.pullRequestNumber = Int(pull.number)
        try await keep(facts)
        return JobSource(baseBranch: pull.base.branch, base: head, branch: branch)
    }

    /// What was pushed on top since the event came from people who may write here; a history that was replaced is another change
    /// than the one that was spoken about.
    private func requireSuccessor(of said: JobTrigger.Head?, _ head: CommitID, _ clone: BareClone) async throws {
        guard let said, let commit = CommitID(said.commit), commit != head else { return }
        let isKnown = try await clone.contains(commit)
        guard isKnown, try await clone.isAncestor(commit, of: head) else {
            throw JobEnd.superseded(
                "the branch was rewritten from \(commit.short) to \(head.short) since this was said; say it again for what is there now"
            )
        }
    }

    /// Pushes on top of the branch; what others pushed meanwhile comes first, and a conflict with it is named.
    private func pushOnTop(_ source: JobSource, _ clone: BareClone, _ commit: CommitID) async throws -> CommitID {
        let remote = try remote
        let branch: JSONValue = .string(source.branch.description)
        let result = try await perform(
            .push, intent: ["branch": branch, "commit": .string(commit.description)],
            recover: { plan in
                let token = try await context.github.gitToken(for: trigger.repository)
                let head = try await clone.remoteHead(of: source.branch, remote: remote, token: token)
                return head != nil && head?.description == plan["commit"]?.string ? plan : nil
            },
            effect: { plan in
                var candidate = plan["commit"]?.string.flatMap { CommitID($0) } ?? commit
                var expected = try await clone.describe(candidate).parents.first ?? source.base
                for _ in 0..<Self.pushRounds {
                    try control.check()
                    let token = try await context.github.gitToken(for: trigger.repository)
                    let outcome = try await clone.push(
                        candidate, to: source.branch, expecting: expected, remote: remote, token: token)
                    switch outcome {
                    case .pushed, .alreadyThere:
                        try await note("pushed \(candidate.short) to \(source.branch)", step: .push)
                        return ["branch": branch, "commit": .string(candidate.description)]
                    case .rejected(let reason, let sideband):
                        throw JobEnd.refusedPush(to: source.branch, reason, sideband)
                    case .moved(nil): throw JobEnd.superseded("the branch \(source.branch) was deleted meanwhile")
                    case .moved(let actual?):
                        if try await isThereAlready(candidate, below: actual) {
                            return ["branch": branch, "commit": .string(candidate.description)]
                        }
                        candidate = try await replayed(commit, on: actual, source)
                        expected = actual
                        let (fence, intent) = (
                            fence, JSONValue.object(["branch": branch, "commit": .string(candidate.description)])
                        )
                        try await context.write { tx, now in
                            try tx.steps.replaceIntent(fence, step: JobStepName.push.rawValue, intent: intent, now: now)
                        }
                    }
                }
                throw JobEnd.retry("the branch \(source.branch) moves faster than HookBot can push")
            })
        guard let pushed = result["commit"]?.string.flatMap({ CommitID($0) }) else {
            throw JobEnd.failed("the recorded push of this job cannot be read")
        }
        return pushed
    }

    private static let pushRounds = 5

    /// Whether an earlier try pushed it, and others have pushed on top since.
    func isThereAlready(_ commit: CommitID, below head: CommitID) async throws -> Bool {
        let clone = try await updateClone()
        guard try await clone.contains(head) else { return false }
        return try await clone.isAncestor(commit, of: head)
    }

    /// The job's commit once more on top of what others pushed; names the files where the two conflict.
    private func replayed(_ commit: CommitID, on head: CommitID, _ source: JobSource) async throws -> CommitID {
        let clone = try await updateClone()
        guard try await clone.isAncestor(source.base, of: head) else {
            throw JobEnd.superseded(
                "the branch \(source.branch) was rewritten to \(head.short) meanwhile; HookBot does not push over it")
        }
        switch try await clone.replay(commit, on: head, keptFor: job.id) {
        case .commit(let replayed):
            try await note("others pushed \(head.short) meanwhile; the change was put on top of it", step: .push)
            return replayed
        case .conflict(let files):
            let list = files.prefix(10).map { PublicText.code($0) }.joined(separator: ", ")
            throw JobEnd.superseded("\(head.short) was pushed meanwhile and conflicts with the change in \(list)")
        }
    }

    func rememberPush(_ source: JobSource, _ commit: CommitID) async throws {
        let (job, number, fence) = (job, trigger.item?.number, fence)
        try await context.write { tx, now in
            guard let repository = job.repository, let number else { return }
            _ = try tx.branches.upsert(
                repository: repository, name: source.branch.description, baseBranch: source.baseBranch, head: commit, now: now)
            try tx.pullRequests.update(repository: repository, number: Int(number), status: .open, head: commit, now: now)
            var facts = JobFacts()
            facts.head = commit
            try tx.jobs.record(facts, for: fence, now: now)
        }
    }
}
