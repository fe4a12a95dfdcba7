internal import CLibgit2
internal import Glibc
internal import POSIX

/// Makes one pack of many small ones: each fetch and each import leaves one behind, and every reader has to look into all of them.
struct Compaction {
    let paths: ClonePaths
    /// Packs that may gather before they are joined.
    var threshold = 20
    /// Bytes of a pack that is large enough to stay as it is.
    var largestJoined = 64 << 20

    /// To be called with the fetch lock held. Does nothing while somebody else has the repository open.
    func run(_ clock: ProgressClock) throws(GitError) {
        let packs = try smallPacks()
        guard packs.count > threshold, let writing = try FileLock(trying: paths.writeLock, .exclusive),
            let reading = try FileLock(trying: paths.readLock, .exclusive)
        else { return }
        try join(packs, clock, holding: writing, reading)
    }

    /// Paths without their ending.
    private func smallPacks() throws(GitError) -> [String] {
        let folder = "\(paths.clone)/objects/pack"
        let names = try system { () throws(SystemError) in try Files.names(in: folder) }
        return names.filter { $0.hasPrefix("pack-") && $0.hasSuffix(".pack") }.compactMap { name in
            let path = "\(folder)/\(name.dropLast(".pack".count))"
            var status = stat()
            guard stat("\(path).pack", &status) == 0, status.st_size <= largestJoined, !Files.exists("\(path).keep"),
                Files.exists("\(path).idx")
            else { return nil }
            return path
        }
    }

    private func join(
        _ packs: [String], _ clock: ProgressClock, holding writing: borrowing FileLock, _ reading: borrowing FileLock
    ) throws(GitError) {
        let repository = try Repository(opening: paths.clone)
        let builder = try Handle<PackBuilderKind>("git_packbuilder_new") { created in
            repository.handle.borrow { git_packbuilder_new(&created, $0) }
        }
        for pack in packs {
            for var object in try objects(in: pack) {
                try check(builder.borrow { git_packbuilder_insert($0, &object, nil) }, "git_packbuilder_insert")
            }
            clock.touch()
        }
        let progress: git_packbuilder_progress = { _, _, _, payload in
            // Safe because the payload is the clock, which outlives the builder's call.
            Unmanaged<ProgressClock>.fromOpaque(payload!).takeUnretainedValue().touch()
            return 0
        }
        let written = withExtendedLifetime(clock) {
            builder.borrow { builder in
                git_packbuilder_set_callbacks(builder, progress, Unmanaged.passUnretained(clock).toOpaque())
                return git_packbuilder_write(builder, nil, 0, nil, nil)
            }
        }
        try check(written, "git_packbuilder_write")
        guard let name = builder.borrow({ git_packbuilder_name($0).map { String(cString: $0) } }) else { return }
        try remove(packs.filter { !$0.hasSuffix("/pack-\(name)") })
    }

    private func objects(in pack: String) throws(GitError) -> [git_oid] {
        let database = try Handle<DatabaseKind>("git_odb_new") { git_odb_new(&$0) }
        var backend: UnsafeMutablePointer<git_odb_backend>?
        try check(git_odb_backend_one_pack(&backend, "\(pack).idx"), "git_odb_backend_one_pack")
        try check(database.borrow { git_odb_add_backend($0, backend, 1) }, "git_odb_add_backend")
        let list = ObjectList()
        let status = withExtendedLifetime(list) {
            database.borrow { git_odb_foreach($0, ObjectList.append, Unmanaged.passUnretained(list).toOpaque()) }
        }
        try check(status, "git_odb_foreach")
        return list.objects
    }

    /// The index goes first: a pack without one is not looked at.
    private func remove(_ packs: [String]) throws(GitError) {
        try system { () throws(SystemError) in
            for pack in packs {
                for ending in ["idx", "rev", "pack"] { try Files.remove("\(pack).\(ending)") }
            }
            try Files.synchroniseFolder(of: "\(paths.clone)/objects/pack/x")
        }
    }
}

/// Collects identifiers while libgit2 walks a pack.
private final class ObjectList {
    var objects: [git_oid] = []

    static let append: git_odb_foreach_cb = { id, payload in
        guard let id, let payload else { return 0 }
        Unmanaged<ObjectList>.fromOpaque(payload).takeUnretainedValue().objects.append(id.pointee)
        return 0
    }
}
