internal import CLibgit2
internal import Glibc
internal import Identifiers
internal import POSIX

/// The `.git` an agent gets: a repository of its own that borrows the clone's objects for reading. HookBot never opens it again.
struct ThrowawayGitFolder {
    let path: String
    let objects: String
    let branch: BranchName
    let base: CommitID

    /// The identity is for commits the agent makes by itself; they never leave the workspace.
    private static let configuration = """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = false
        \tlogallrefupdates = true
        [gc]
        \tauto = 0
        [user]
        \tname = agent
        \temail = agent@localhost

        """

    func create(_ files: [Checkout.Written]) throws(GitError) {
        try system { () throws(SystemError) in
            let head = "\(path)/\(branch.reference)"
            for folder in ["objects/info", "objects/pack", "refs/heads", "refs/tags", "info"] {
                try Files.makeFolder("\(path)/\(folder)", mode: 0o777)
            }
            try Files.makeFolder(Files.folder(of: head) ?? path, mode: 0o777)
            try write("\(objects)\n", to: "\(path)/objects/info/alternates")
            try write(Self.configuration, to: "\(path)/config")
            try write("\(base)\n", to: head)
            try write("ref: \(branch.reference)\n", to: "\(path)/HEAD")
        }
        try writeIndex(files)
    }

    /// Not synchronised: a workspace that a power cut damaged is made anew.
    private func write(_ text: String, to path: String) throws(SystemError) {
        let file = try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666)
        try file.writeAll(Array(text.utf8))
    }

    /// With what stat(2) says about each file, so that `git status` need not read any of them.
    private func writeIndex(_ files: [Checkout.Written]) throws(GitError) {
        let index = try Handle<IndexKind>("git_index_open") { git_index_open(&$0, "\(path)/index") }
        for file in files {
            let status = file.status
            var entry = git_index_entry()
            entry.mode = file.file.mode.rawValue
            entry.id = file.file.id
            entry.file_size = UInt32(truncatingIfNeeded: status.st_size)
            entry.dev = UInt32(truncatingIfNeeded: status.st_dev)
            entry.ino = UInt32(truncatingIfNeeded: status.st_ino)
            entry.uid = status.st_uid
            entry.gid = status.st_gid
            entry.mtime = git_index_time(status.st_mtim)
            entry.ctime = git_index_time(status.st_ctim)
            let path = file.file.path.map { CChar(bitPattern: $0) } + [0]
            let added = path.withUnsafeBufferPointer { path in
                entry.path = path.baseAddress
                return index.borrow { git_index_add($0, &entry) }
            }
            try check(added, "git_index_add")
        }
        try check(index.borrow { git_index_write($0) }, "git_index_write")
    }
}

extension git_index_time {
    fileprivate init(_ time: timespec) {
        self.init(
            seconds: Int32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
    }
}
