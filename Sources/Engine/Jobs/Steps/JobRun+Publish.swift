internal import Configuration
internal import Storage
internal import GitHubAPI
internal import GitOps
internal import Identifiers
internal import JSON

/// The pull request a job opened or found again.
struct JobPullRequest: Sendable {
    var number: Int64
    var url: String

    init(_ pull: GitHub.PullRequest) {
        number = pull.number
        url = pull.webURL
    }

    init?(json: JSONValue) {
        guard let number = json["number"]?.integer, let url = json["url"]?.string else { return nil }
        self.number = number
        self.url = url
    }

    var json: JSONValue { ["number": .integer(number), "url": .string(url)] }
}

extension JobRun {
    /// Makes the one commit of this job; the recorded time and message make it the same commit on every try.
    func commit(_ source: JobSource, _ clone: BareClone, _ change: JobChange, _ work: AgentWork) async throws -> CommitID {
        let message = CommitMessage(
            subject: trigger.item?.title ?? job.rule ?? "Change by HookBot", body: work.summary, job: job.id,
            rule: job.rule ?? "",
            requester: trigger.actor, extraTrailers: settings.trailers)
        let intent: JSONValue = [
            "message": .string(context.redactor.redacted(message.text)), "time": .integer(context.now().milliseconds),
            "tree": .string(change.tree.description),
        ]
        let result = try await perform(.commit, intent: intent) { plan in
            let git = context.configuration.git
            let signature = Signature(
                name: git.authorName, email: git.authorEmail, at: Timestamp(milliseconds: plan["time"]?.integer ?? 0))
            let commit = try await clone.commit(
                tree: change.tree, parent: source.base, message: plan["message"]?.string ?? "", author: signature,
                committer: signature, keptFor: job.id)
            try await note("commit \(commit.short)", step: .commit)
            var facts = JobFacts()
            facts.head = commit
            facts.tree = change.tree
            facts.filesChanged = change.files.count
            try await keep(facts)
            return ["commit": .string(commit.description)]
        }
        guard let commit = result["commit"]?.string.flatMap({ CommitID($0) }) else {
            throw JobEnd.failed("the recorded commit of this job cannot be read")
        }
        return commit
    }

    /// Sends the commit to its new branch; after a break the remote is asked first.
    func push(_ source: JobSource, _ clone: BareClone, _ commit: CommitID) async throws {
        let remote = try remote
        let intent: JSONValue = ["branch": .string(source.branch.description), "commit": .string(commit.description)]
        _ = try await perform(
            .push, intent: intent,
            recover: { _ in
                let token = try await context.github.gitToken(for: trigger.repository)
                let head = try await clone.remoteHead(of: source.branch, remote: remote, token: token)
                return head == commit ? ["pushed": true] : nil
            },
            effect: { _ in
                let token = try await context.github.gitToken(for: trigger.repository)
                let outcome = try await clone.push(commit, to: source.branch, expecting: nil, remote: remote, token: token)
                switch outcome {
                case .pushed, .alreadyThere:
                    try await note("pushed \(commit.short) to \(source.branch)", step: .push)
                    return ["pushed": true]
                case .rejected(let reason, let sideband):
                    throw JobEnd.refusedPush(to: source.branch, reason, sideband)
                case .moved(let actual?) where try await isThereAlready(commit, below: actual): return ["pushed": true]
                case .moved(let actual):
                    let place = actual.map { "at \($0.short)" } ?? "gone"
                    throw JobEnd.superseded("the branch \(source.branch) is \(place); HookBot does not push over it")
                }
            })
    }

    /// Opens the pull request, or adopts the one that an earlier try opened.
    func openPullRequest(
        _ source: JobSource, _ change: JobChange, _ commit: CommitID, _ work: AgentWork
    ) async throws -> JobPullRequest {
        let marker = Marker(job: job.id, step: JobStepName.pullRequest.rawValue)
        let result = try await perform(
            .pullRequest,
            recover: { _ in try await findPullRequest(source, marker)?.json },
            effect: { _ in
                let text = PullRequestText(
                    trigger: trigger, job: job.id, rule: job.rule ?? "", summary: work.summary,
                    base: source.baseBranch, mergeBase: source.base, head: commit, files: change.files,
                    sensitiveFiles: change.files.filter(SensitivePaths.contains), jobURL: context.jobURL(job.id),
                    cost: work.costText)
                let new = GitHub.NewPullRequest(
                    title: context.redactor.redacted(text.title), head: source.branch.description, base: source.baseBranch,
                    body: context.redactor.redacted(text.body(marker: marker.text(key: context.markerKey))),
                    isDraft: settings.isDraft)
                let pull = try await createPullRequest(new, source, marker)
                try await note("pull request #\(pull.number): \(pull.url)", step: .pullRequest)
                return pull.json
            })
        guard let pull = JobPullRequest(json: result) else {
            throw JobEnd.failed("the recorded pull request of this job cannot be read")
        }
        try await remember(pull, source, commit)
        return pull
    }

    /// The branch and pull request in the tables that others read.
    private func remember(_ pull: JobPullRequest, _ source: JobSource, _ commit: CommitID) async throws {
        let (job, fence, trigger) = (job, fence, trigger)
        let web = context.github.location.webURL
        try await context.write { tx, now in
            guard let repository = job.repository else { return }
            let branch = try tx.branches.upsert(
                repository: repository, name: source.branch.description, baseBranch: source.baseBranch, mergeBase: source.base,
                head: commit, url: "\(web)/\(trigger.repository)/tree/\(source.branch)", job: job.id, feature: job.feature,
                now: now)
            var new = Storage.NewPullRequest(
                repository: repository, number: Int(pull.number), title: job.title ?? trigger.item?.title ?? "")
            new.url = pull.url
            new.branch = branch.id
            new.job = job.id
            new.headBranch = source.branch.description
            new.baseBranch = source.baseBranch
            new.head = commit
            let stored = try tx.pullRequests.upsert(new, now: now)
            var facts = JobFacts()
            facts.pullRequestURL = pull.url
            facts.pullRequestNumber = Int(pull.number)
            facts.codeBranchID = branch.id
            facts.codePullRequestID = stored.id
            try tx.jobs.record(facts, for: fence, now: now)
        }
    }

    private func createPullRequest(_ new: GitHub.NewPullRequest, _ source: JobSource, _ marker: Marker) async throws
        -> JobPullRequest
    {
        var delays = Self.branchDelays[...]
        while true {
            do {
                return try await createOnce(new, source, marker)
            } catch GitHubError.validation(_, let errors) where errors.contains(where: \.saysUnknownHead) && !delays.isEmpty {
                // Nothing was made: GitHub has the commits already, and its API does not know the branch yet.
                try await Task.sleep(for: delays.removeFirst())
                try control.check()
            }
        }
    }

    /// How long GitHub may take from a push to knowing the branch.
    private static let branchDelays: [Duration] = [.seconds(1), .seconds(3), .seconds(9)]

    private func createOnce(_ new: GitHub.NewPullRequest, _ source: JobSource, _ marker: Marker) async throws
        -> JobPullRequest
    {
        do throws(GitHubError) {
            return JobPullRequest(try await context.github.send(.createPullRequest(new, in: trigger.repository)))
        } catch {
            // 422 says that one exists for this head; an unknown outcome may have made it.
            guard case .validation = error else {
                if error.outcomeUnknown, let found = try await findPullRequest(source, marker) { return found }
                throw error
            }
            if let found = try await findPullRequest(source, marker) { return found }
            throw error
        }
    }

    /// The pull request from this job's branch that carries its marker, open or closed.
    private func findPullRequest(_ source: JobSource, _ marker: Marker) async throws -> JobPullRequest? {
        let head = "\(trigger.repository.owner):\(source.branch)"
        let pulls = try await context.github.all(.pullRequests(head: head, in: trigger.repository))
        return pulls.first { Marker.markers(in: $0.body, key: context.markerKey).contains(marker) }.map { JobPullRequest($0) }
    }
}

extension JobEnd {
    /// A reference that somebody else holds at the moment is free again soon; what else a git host refuses it will refuse again.
    static func refusedPush(to branch: BranchName, _ reason: String, _ sideband: String) -> JobEnd {
        let said = sideband.isEmpty ? "" : ": \(sideband)"
        let why = "the push to \(branch) was refused (\(reason))\(said)"
        let isHeld = [reason, sideband].contains { $0.contains("cannot lock ref") || $0.contains("failed to lock") }
        return isHeld ? .retry(why) : .failed(why)
    }
}

extension FieldError {
    /// GitHub's answer to a pull request from a branch that it does not know.
    fileprivate var saysUnknownHead: Bool { field == "head" && code == "invalid" }
}
