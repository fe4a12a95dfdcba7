internal import AgentRunner
internal import BlockingWork
internal import Configuration
internal import GitOps
internal import Identifiers
internal import POSIX
internal import Rules
internal import Storage

extension JobRun {
    /// Bytes of the diff that an agent new to a pull request is shown.
    private static let diffLimit = 64 << 10
    /// A conversation that is larger is not gone on with.
    private static let conversationLimit = 64 << 20

    /// What the agent is told: the task, or to go on with it where an earlier run of this job was cut off.
    func prompt(isCutOff: Bool, inherits: Bool, _ source: JobSource, _ clone: BareClone) async throws -> String {
        if isCutOff { return JobPrompt.continuation }
        let instructions = settings.instructions ?? ""
        guard settings.mode == .resume else {
            let id = job.id
            let joined = try await context.database.read { try $0.jobs.joinedTriggers(id) }
            return try JobPrompt.text(
                instructions: instructions, trigger: trigger, branch: source.branch.description,
                joined: joined.compactMap { JobTrigger(json: $0) }, conversation: try await conversation(),
                guidance: try await guidance(clone))
        }
        // Who made the change knows it; anybody else is shown it.
        let diff = inherits ? nil : try await diff(of: source, clone)
        return try FollowUpPrompt.text(
            instructions: instructions, trigger: trigger, items: try await items(), branch: source.branch.description, diff: diff,
            checks: try await failedChecks(of: source.base), guidance: inherits ? [] : try await guidance(clone))
    }

    private func diff(of source: JobSource, _ clone: BareClone) async throws -> String? {
        guard let base = try await clone.head(of: source.baseBranch),
            let mergeBase = try await clone.mergeBase(base, source.base)
        else { return nil }
        return try await clone.diffText(from: mergeBase, to: source.base, limit: Self.diffLimit).text
    }

    /// Brings the conversation of the job that last worked on this pull request over into this job's folder; nil where there is
    /// none to go on with. What lies there was written by an agent: plain files are copied, nothing is followed.
    func inheritConversation() async throws -> String? {
        guard settings.mode == .resume, agent.runner == .claude, let repository = job.repository,
            let number = trigger.item?.number
        else { return nil }
        let (id, name) = (job.id, agent.name)
        let earlier = try await context.database.read {
            try $0.jobs.lastConversation(repository: repository, pullRequest: Int(number), agent: name, before: id)
        }
        guard let earlier, let session = earlier.sessionID, Self.isSessionName(session) else { return nil }
        let source = "\(context.configuration.storage.dataFolder)/jobs/\(earlier.id)/claude/projects"
        let target = "\(folder)/claude/projects"
        let isFound = try await context.blocking.run { () throws -> Bool in
            guard Files.isFolder(source), Files.linkTarget(source) == nil else { return false }
            for project in try Files.names(in: source) where Files.linkTarget("\(source)/\(project)") == nil {
                let file = "\(source)/\(project)/\(session).jsonl"
                guard let content = try Files.readPlain(file, limit: Self.conversationLimit) else { continue }
                try Files.makeFolder("\(target)/\(project)")
                try Files.write(content, to: "\(target)/\(project)/\(session).jsonl")
                return true
            }
            return false
        }
        if isFound { try await note("going on in the conversation of job \(earlier.id)", step: .agent) }
        return isFound ? session : nil
    }

    /// It becomes part of a path.
    private static func isSessionName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
            }
    }
}
