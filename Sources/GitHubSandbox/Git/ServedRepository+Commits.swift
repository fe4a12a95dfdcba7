internal import GitOps
internal import Identifiers

extension ServedRepository {
    /// The commits of a range such as `["main..topic"]`, newest first.
    func commits(_ range: [String], limit: Int = 250) async throws(GitFailure) -> [GitCommit] {
        let format = ["%H", "%T", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%B"].joined(separator: "%x00")
        let bytes = try await output(
            ["log", "-\(limit)", "--no-renames", "--name-status", "--format=%x02\(format)%x03"] + range + ["--"])
        return bytes.split(separator: 2).compactMap { commit($0) }
    }

    private func commit(_ record: ArraySlice<UInt8>) -> GitCommit? {
        let halves = record.split(separator: 3, maxSplits: 1, omittingEmptySubsequences: false)
        let fields = halves[0].split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count >= 10 else { return nil }
        var commit = GitCommit(
            id: fields[0], tree: fields[1], parents: fields[2].split(separator: " ").map { String($0) },
            author: person(fields[3], fields[4], fields[5]), committer: person(fields[6], fields[7], fields[8]),
            message: trimmed(fields[9]))
        for line in lines(of: String(decoding: halves.count > 1 ? halves[1] : [], as: UTF8.self)) {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "A": commit.added.append(String(parts[1]))
            case "D": commit.removed.append(String(parts[1]))
            default: commit.modified.append(String(parts[1]))
            }
        }
        return commit
    }

    private func person(_ name: String, _ email: String, _ seconds: String) -> GitCommit.Person {
        GitCommit.Person(name: name, email: email, time: Timestamp(milliseconds: (Int64(seconds) ?? 0) * 1000))
    }

    private func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    /// Writes a commit that adds, replaces or (nil) removes files on top of a branch, which it makes if need be.
    func commit(
        _ files: [String: [UInt8]?], on branch: String, message: String, by author: SandboxUser, at time: Timestamp
    ) async throws(GitFailure) -> String {
        let (name, author) = (try self.name(branch), signature(author, time))
        return try await local { (local) throws(GitError) in
            try await local.commit(files, to: name, message: message, author: author).description
        }
    }

    /// Merges a commit into a branch; nil where the two conflict.
    func merge(
        _ head: String, into branch: String, squash: Bool, message: String, by author: SandboxUser, at time: Timestamp
    ) async throws(GitFailure) -> String? {
        let (head, name, author) = (try id(head), try self.name(branch), signature(author, time))
        return try await local { (local) throws(GitError) in
            try await local.merge(head, into: name, message: message, author: author, squash: squash)?.description
        }
    }

    func hasConflicts(_ base: String, _ head: String) async throws(GitFailure) -> Bool {
        let (base, head) = (try id(base), try id(head))
        return try await local { (local) throws(GitError) in try await local.hasConflicts(base, head) }
    }

    private func name(_ branch: String) throws(GitFailure) -> BranchName {
        guard let name = BranchName(branch) else {
            throw GitFailure(description: "the sandbox itself does not write to a branch named \(branch)")
        }
        return name
    }

    private func signature(_ author: SandboxUser, _ time: Timestamp) -> Signature {
        Signature(name: author.login, email: author.email, at: time)
    }
}
