internal import CLibgit2
internal import Glibc
internal import POSIX

/// Answers whether git would leave an untracked path out, by the `.gitignore` files of the tree. libgit2 reads copies of them in
/// a folder of our own, so that neither a link, a pipe nor the tree's `.git` is ever opened through a path.
struct IgnoreRules: ~Copyable {
    private let clonePath: String
    private let shadow: String
    private var repository: Repository?

    /// git itself reads larger ones; nobody writes them by hand.
    private static let largestFile: Int64 = 1 << 20

    init(clonePath: String, workspace: Workspace) {
        self.clonePath = clonePath
        shadow = "\(workspace.path)/ignore-rules"
    }

    deinit { try? Files.removeTree(shadow) }

    /// Copies the `.gitignore` of an open folder; every folder above the path in question must have had its turn.
    mutating func learn(_ folder: Int32, path: [UInt8]) throws(GitError) {
        if repository == nil { try start() }
        guard let content = read(folder) else { return }
        let target = Array(shadow.utf8) + [0x2F] + path
        var end = shadow.utf8.count
        while end < target.count {
            end = target[(end + 1)...].firstIndex(of: 0x2F) ?? target.count
            guard end > shadow.utf8.count + 1 else { break }
            mkdir(target[..<end].map { CChar(bitPattern: $0) } + [0], 0o700)
        }
        let name = (path.isEmpty ? target : target + [0x2F]) + Array(".gitignore".utf8) + [0]
        let number = creat(name.map { CChar(bitPattern: $0) }, 0o600)
        guard number >= 0 else { throw GitError(SystemError("creat", String(decoding: name, as: UTF8.self))) }
        let copy = Descriptor(owning: number)
        try system { () throws(SystemError) in try copy.writeAll(Self.keepingNegations(content)) }
    }

    /// Whether an untracked path is left out. Folders end in `/`.
    func isIgnored(_ path: [UInt8]) throws(GitError) -> Bool {
        var ignored: Int32 = 0
        let name = path.map { CChar(bitPattern: $0) } + [0]
        let status = Self.ask(repository, name, &ignored)
        try check(status, "git_ignore_path_is_ignored")
        return ignored != 0
    }

    private static func ask(_ repository: borrowing Repository?, _ name: [CChar], _ ignored: inout Int32) -> Int32 {
        switch repository {
        case .some(let repository): repository.handle.borrow { git_ignore_path_is_ignored(&ignored, $0, name) }
        case .none: 0
        }
    }

    private mutating func start() throws(GitError) {
        try system { () throws(SystemError) in
            try Files.removeTree(shadow)
            try Files.makeFolder(shadow)
        }
        let opened = try Repository(opening: clonePath)
        // Without a gitlink nothing is written into the folder, and the clone's configuration stays as it is.
        try check(opened.handle.borrow { git_repository_set_workdir($0, shadow, 0) }, "git_repository_set_workdir")
        repository = consume opened
    }

    /// libgit2 1.5.1 drops a negated rule without wildcards when nothing before it in the same file matches its text, although
    /// it may negate a rule of a folder above. Writing one letter as a set of one means the same and is kept.
    static func keepingNegations(_ content: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let isPlainNegation = line.first == 0x21 && !line.contains { [0x2A, 0x3F, 0x5B, 0x5C].contains($0) }
            if isPlainNegation, let letter = line.indices.first(where: { isLetterOrDigit(line[$0]) }) {
                result += line[..<letter] + [0x5B, line[letter], 0x5D] + line[(letter + 1)...]
            } else {
                result += line
            }
            result.append(0x0A)
        }
        return result
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// Like git, nothing is read through a link.
    private func read(_ folder: Int32) -> [UInt8]? {
        let number = openat(folder, ".gitignore", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else { return nil }
        let file = Descriptor(owning: number)
        var status = stat()
        guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.largestFile else {
            return nil
        }
        return try? file.readAll(limit: Int(Self.largestFile))
    }
}
