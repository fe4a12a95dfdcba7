internal import Patterns
internal import Rules
internal import Storage
internal import Configuration
internal import GitHubAPI
internal import GitOps
internal import Identifiers
internal import JSON

/// Where a job starts: the pinned commit, and the branch it will become. Recorded once; later attempts start from the same.
struct JobSource: Sendable {
    var baseBranch: String
    var base: CommitID
    var branch: BranchName

    init(baseBranch: String, base: CommitID, branch: BranchName) {
        self.baseBranch = baseBranch
        self.base = base
        self.branch = branch
    }

    init?(json: JSONValue) {
        guard let baseBranch = json["base_branch"]?.string, let base = json["base"]?.string.flatMap({ CommitID($0) }),
            let branch = json["branch"]?.string.flatMap({ BranchName($0) })
        else { return nil }
        self.init(baseBranch: baseBranch, base: base, branch: branch)
    }

    var json: JSONValue {
        ["base_branch": .string(baseBranch), "base": .string(base.description), "branch": .string(branch.description)]
    }
}

extension JobRun {
    /// Brings the bare clone up to date, pins the base, and finds a branch name that is still free.
    func fetch() async throws -> (source: JobSource, clone: BareClone) {
        let result = try await perform(.fetch) { _ in
            try await announce(.working(step: JobStepName.fetch.activity))
            let clone = try await updateClone()
            let isOnPullRequest = settings.mode == .resume || settings.update != nil
            let source = isOnPullRequest ? try await findFollowUpSource(in: clone) : try await findSource(in: clone)
            try await note(
                "base \(source.baseBranch) at \(source.base.short), branch \(source.branch)", step: .fetch)
            try await clone.keep(source.base, job: job.id)
            var facts = JobFacts()
            facts.branchName = source.branch
            facts.baseBranch = source.baseBranch
            facts.base = source.base
            facts.mergeBase = source.base
            try await keep(facts)
            return source.json
        }
        guard let source = JobSource(json: result) else { throw JobEnd.failed("the recorded start of this job cannot be read") }
        let remote = try remote
        if let clone = context.clones.open(trigger.repository, remote: remote), try await clone.contains(source.base) {
            return (source, clone)
        }
        // Another machine made the record, or the clone was removed since.
        let clone = try await updateClone()
        guard try await clone.contains(source.base) else {
            throw JobEnd.superseded(
                "the commit \(source.base.short) that this job started from is gone from \(trigger.repository)")
        }
        return (source, clone)
    }

    /// Where this job's repository is fetched from and pushed to: built from the configured host, never from a payload.
    var remote: RemoteLocation {
        get throws {
            let url = "\(context.github.location.webURL)/\(trigger.repository).git"
            guard let remote = RemoteLocation(url: url, allowHTTP: context.configuration.gitHub.allowsHTTP) else {
                throw JobEnd.failed("\(url) is no address that HookBot fetches from; check github.web-url")
            }
            return remote
        }
    }

    func updateClone() async throws -> BareClone {
        let token = try await context.github.gitToken(for: trigger.repository)
        return try await context.clones.update(trigger.repository, remote: try remote, token: token)
    }

    /// The head of the pull request that the event is about. An event of the issue it also is does not name it; a question about it
    /// is answered from its branch all the same.
    private func headToRead() async throws -> JobTrigger.Head? {
        if let head = trigger.head { return head }
        guard settings.result == .answer, let item = trigger.item, item.kind == .pullRequest else { return nil }
        let pull = try await context.github.send(.pullRequest(item.number, in: trigger.repository))
        return JobTrigger.Head(
            repository: pull.head.repository?.description ?? "", branch: pull.head.branch, commit: pull.head.commit.description)
    }

    private func findSource(in clone: BareClone) async throws -> JobSource {
        let baseBranch: String
        if let chosen = settings.base {
            baseBranch = chosen
        } else if let head = try await headToRead() {
            guard head.repository == trigger.repository.description else {
                throw JobEnd.rejected([
                    "the pull request comes from the fork \(head.repository); this version works on branches of the repository itself"
                ])
            }
            baseBranch = head.branch
        } else if let standard = try await clone.defaultBranch() {
            baseBranch = standard
        } else {
            throw JobEnd.failed("\(trigger.repository) has no commits yet; push a first one to its default branch")
        }
        guard let base = try await clone.head(of: baseBranch) else {
            throw JobEnd.failed("\(trigger.repository) has no branch '\(baseBranch)'")
        }
        if let head = trigger.head, settings.base == nil, settings.result != .answer, base.description != head.commit {
            throw JobEnd.superseded("the pull request moved from \(head.commit.prefix(12)) to \(base.short) meanwhile")
        }
        let taken = try await clone.branches()
        guard let branch = BranchName(settings.branch) else {
            throw JobEnd.failed("'\(settings.branch)' is no name HookBot gives a branch; check git.branch")
        }
        let git = context.configuration.git
        if branch.description == baseBranch || git.protectedBranches.contains(where: { $0.matches(branch.description) }) {
            throw JobEnd.rejected(["the branch '\(branch)' is protected (git.protected); change git.branch"])
        }
        if trigger.item != nil, taken[branch.description] == nil {
            return JobSource(baseBranch: baseBranch, base: base, branch: branch)
        }
        guard let own = BranchName("\(settings.branch.prefix(180))-\(job.id.description.suffix(8))") else {
            throw JobEnd.failed("the branch '\(settings.branch)' exists already")
        }
        return JobSource(baseBranch: baseBranch, base: base, branch: own)
    }
}
