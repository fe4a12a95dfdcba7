internal import AgentRunner
internal import Configuration
internal import GitHubAPI
internal import GitOps
internal import Identifiers
internal import Rules
internal import Storage

/// What an agent is shown beside the text that started its job.
extension JobRun {
    /// Of one file of guidance, in bytes; what is over is cut off.
    private static let guidanceLimit = 32 << 10
    /// The newest comments that are shown, and bytes of each.
    private static let shownComments = 20
    private static let commentLimit = 8 << 10
    /// Failed checks that are shown, and bytes of what each says.
    private static let shownChecks = 10
    private static let checkLimit = 4 << 10

    /// The files of guidance as they stand on the default branch: whoever may not push there has no word in them.
    func guidance(_ clone: BareClone) async throws -> [AgentPrompt.Material] {
        guard let branch = try await clone.defaultBranch(), let commit = try await clone.head(of: branch) else { return [] }
        var guidance: [AgentPrompt.Material] = []
        for path in agent.guidance {
            guard let bytes = try await clone.file(path, at: commit, limit: 1 << 20) else { continue }
            let text = Self.cut(String(decoding: bytes, as: UTF8.self), to: Self.guidanceLimit)
            if !text.isEmpty { guidance.append(.init(source: "\(path) of \(branch) at \(commit.short)", text: text)) }
        }
        return guidance
    }

    /// What people said on the issue or pull request before the job was asked for; what was edited since then is left out, as are
    /// HookBot's own comments.
    func conversation() async throws -> [AgentPrompt.Material] {
        guard let item = trigger.item else { return [] }
        let comments: [GitHub.Comment]
        do throws(GitHubError) {
            comments = try await context.github.all(.comments(on: item.number, in: trigger.repository))
        } catch {
            return try await without("the comments", because: error)
        }
        let said = comments.filter { comment in
            comment.id != trigger.commentID && comment.updatedAt <= job.createdAt
                && Marker.markers(in: comment.body, key: context.markerKey).isEmpty
                && comment.author.map { context.identity?.hasLogin($0.login) == true } != true
        }
        return said.suffix(Self.shownComments).compactMap { comment in
            let text = Self.cut(comment.body, to: Self.commentLimit)
            let author = "\(comment.author?.login ?? "ghost") (\(comment.authorAssociation.lowercased()))"
            return text.isEmpty ? nil : .init(source: "earlier comment by \(author), \(comment.createdAt)", text: text)
        }
    }

    /// What failed on a commit, as the checks themselves say it.
    func failedChecks(of commit: CommitID) async throws -> [AgentPrompt.Material] {
        do throws(GitHubError) {
            let runs = try await context.github.all(.checkRuns(of: commit, in: trigger.repository))
            let statuses = try await context.github.all(.statuses(of: commit, in: trigger.repository))
            return FailedCheck.all(runs, statuses).prefix(Self.shownChecks).map { check in
                .init(
                    source: "check \(check.name), which failed on \(commit.short)",
                    text: Self.cut(check.text, to: Self.checkLimit))
            }
        } catch {
            return try await without("the checks", because: error)
        }
    }

    /// A refusal that no later try ends is no reason not to work.
    private func without(_ what: String, because error: GitHubError) async throws -> [AgentPrompt.Material] {
        if error.isTransient || error.outcomeUnknown { throw error }
        try await note("\(what) cannot be read: \(error)", step: .agent, level: .warning)
        return []
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        let text = PlainText.normalised(text).trimmed
        guard text.utf8.count > limit else { return text }
        return String(decoding: text.utf8.prefix(limit), as: UTF8.self) + "\n[cut: the whole has \(text.utf8.count) bytes]"
    }
}
