internal import CLibgit2
internal import Dispatch
internal import Glibc
internal import POSIX
internal import Synchronization

/// Writes the files of a plan, byte for byte as they are in the repository: no filter, no line ending is ever applied.
struct Checkout {
    struct Written {
        let file: CheckoutPlan.File
        let status: stat
    }

    let clonePath: String
    let tree: String
    let plan: CheckoutPlan

    /// Writing small files costs mostly system calls, which two threads make at the same time.
    private static let threads = 2

    /// The files in the order of the plan, as they are on the disk now.
    func run() throws(GitError) -> [Written] {
        for folder in plan.folders { try makeFolder(folder.path) }
        let next = Atomic<Int>(0)
        let results = Mutex<(written: [Int: [Written]], failure: GitError?)>(([:], nil))
        DispatchQueue.concurrentPerform(iterations: Self.threads) { _ in
            do throws(GitError) {
                let repository = try Repository(opening: clonePath)
                let database = try repository.database()
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < plan.folders.count, results.withLock({ $0.failure == nil }) else { return }
                    guard !plan.folders[index].files.isEmpty else { continue }
                    let written = try write(plan.folders[index], repository, database)
                    results.withLock { $0.written[index] = written }
                }
            } catch {
                results.withLock { $0.failure = error }
            }
        }
        let (written, failure) = results.withLock { $0 }
        if let failure { throw failure }
        return plan.folders.indices.flatMap { written[$0] ?? [] }
    }

    private func absolute(_ path: [UInt8]) -> [CChar] {
        (Array(tree.utf8) + [0x2F] + path + [0]).map { CChar(bitPattern: $0) }
    }

    private func makeFolder(_ path: [UInt8]) throws(GitError) {
        guard path.isEmpty || mkdir(absolute(path), 0o777) == 0 else { throw failure("mkdir", path) }
    }

    private func write(
        _ folder: CheckoutPlan.Folder, _ repository: borrowing Repository, _ database: borrowing Handle<DatabaseKind>
    ) throws(GitError) -> [Written] {
        let number = open(absolute(folder.path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { throw failure("open", folder.path) }
        let descriptor = Descriptor(owning: number)
        var written: [Written] = []
        written.reserveCapacity(folder.files.count)
        for file in folder.files {
            let status = try repository.withObject(file.id, database) { (content) throws(GitError) in
                try write(file, content, in: descriptor.number)
            }
            written.append(Written(file: file, status: status))
        }
        return written
    }

    private func write(_ file: CheckoutPlan.File, _ content: UnsafeRawBufferPointer, in folder: Int32) throws(GitError) -> stat {
        let name = file.path[file.nameStart...].map { CChar(bitPattern: $0) } + [0]
        var status = stat()
        if file.mode == .link {
            let target = content.map { CChar(bitPattern: $0) } + [0]
            guard symlinkat(target, folder, name) == 0 else { throw failure("symlink", file.path) }
            guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw failure("stat", file.path) }
            return status
        }
        let descriptor = try system { () throws(SystemError) in
            try Descriptor(
                creating: name, in: folder, mode: file.mode == .executable ? 0o777 : 0o666,
                path: String(decoding: file.path, as: UTF8.self))
        }
        try system { () throws(SystemError) in try descriptor.writeAll(content) }
        guard fstat(descriptor.number, &status) == 0 else { throw failure("stat", file.path) }
        return status
    }

    private func failure(_ call: String, _ path: [UInt8]) -> GitError {
        GitError(SystemError(call, String(decoding: path, as: UTF8.self)))
    }
}
