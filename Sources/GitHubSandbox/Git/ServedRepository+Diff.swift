internal import GitOps
internal import POSIX

extension ServedRepository {
    /// The text of the changes from the merge base of two commits to the second one.
    func diff(_ base: String, _ head: String) async throws(GitFailure) -> String {
        guard let start = try await mergeBase(base, head) else { return "" }
        let bytes = try await output(["diff", "--no-color", "--no-ext-diff", "--full-index", "-M", start, head, "--"])
        return String(decoding: bytes, as: UTF8.self)
    }

    func files(_ base: String, _ head: String) async throws(GitFailure) -> [DiffFile] {
        DiffFile.parse(try await diff(base, head))
    }

    func size(_ base: String, _ head: String) async throws(GitFailure) -> PullSize {
        let files = try await files(base, head)
        let count = try await distance(base, head).ahead
        return PullSize(
            commits: count, files: files.count, additions: files.reduce(0) { $0 + $1.additions },
            deletions: files.reduce(0) { $0 + $1.deletions })
    }

    /// How many commits each side has that the other has not.
    func distance(_ base: String, _ head: String) async throws(GitFailure) -> (behind: Int, ahead: Int) {
        let (base, head) = (try id(base), try id(head))
        return try await local { (local) throws(GitError) in
            let distance = try await local.distance(of: head, from: base)
            return (distance.behind, distance.ahead)
        }
    }

    /// The bytes of a file; nil where the commit has no such file.
    func file(_ path: String, at commit: String) async throws(GitFailure) -> [UInt8]? {
        let commit = try id(commit)
        return try await local { (local) throws(GitError) in try await local.file(path, at: commit) }
    }

    /// The entries of a folder, or the one of a file; nothing where the commit has neither.
    func entries(_ path: String, at commit: String, recursive: Bool = false) async throws(GitFailure) -> [TreeEntry] {
        let spec = path.isEmpty ? commit : "\(commit):\(path)"
        var result = try await git.run(
            ["--git-dir", folder, "ls-tree", "-z", "--long"] + (recursive ? ["-r"] : []) + [spec])
        var prefix = path.isEmpty ? "" : "\(path)/"
        if !result.succeeded {
            result = try await git.run(["--git-dir", folder, "ls-tree", "-z", "--long", commit, "--", path])
            prefix = ""
        }
        guard result.succeeded else { return [] }
        return result.output.split(separator: 0).compactMap { line in
            let halves = line.split(separator: 0x09, maxSplits: 1)
            guard halves.count == 2 else { return nil }
            let words = String(decoding: halves[0], as: UTF8.self).split(separator: " ")
            guard words.count == 4 else { return nil }
            return TreeEntry(
                path: prefix + String(decoding: halves[1], as: UTF8.self), kind: String(words[1]), id: String(words[2]),
                size: Int(words[3]) ?? 0)
        }
    }
}
