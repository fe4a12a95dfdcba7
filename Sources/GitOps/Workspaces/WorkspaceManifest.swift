internal import CLibgit2
internal import Glibc
internal import POSIX

/// Which content each file of a new workspace has, by inode: a file whose stamp is still the same need not be read again. It
/// saves time only: where a manifest is missing or damaged, every file is read.
struct WorkspaceManifest {
    struct Entry {
        let stamp: FileStamp
        let mode: UInt32
        let id: git_oid
    }

    private static let magic = Array("hookbot manifest 1\n".utf8)
    private static let end = Array("end\n".utf8)
    private static let entrySize = 8 * 4 + 4 + 20

    /// The file system all inodes belong to.
    let device: UInt64
    /// The file system's time after the last file was written. A file changed at or after it is read again, as a second change
    /// within the same tick of the clock would not show.
    let finished: Int64
    private let entries: [UInt64: Entry]

    /// Whether nothing was written to the file since the manifest was made, and it still has this content.
    func isUnchanged(_ status: stat, mode: FileMode, id: git_oid) -> Bool {
        guard UInt64(status.st_dev) == device, let entry = entries[UInt64(status.st_ino)] else { return false }
        return entry.stamp.changed < finished && entry.stamp == FileStamp(status) && entry.mode == mode.rawValue
            && same(entry.id, id)
    }

    /// Writes the manifest; must come after the last file of the tree was written.
    static func write(_ entries: [Entry], device: UInt64, to path: String) throws(SystemError) {
        let file = try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw SystemError("fstat", path) }
        var bytes = magic
        bytes.reserveCapacity(magic.count + 24 + entries.count * entrySize + end.count)
        bytes.append(number: device)
        bytes.append(number: status.st_mtim.nanoseconds)
        bytes.append(number: UInt64(entries.count))
        for entry in entries {
            bytes.append(number: entry.stamp.inode)
            bytes.append(number: entry.stamp.size)
            bytes.append(number: entry.stamp.modified)
            bytes.append(number: entry.stamp.changed)
            bytes.append(number: entry.mode)
            withUnsafeBytes(of: entry.id.id) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: end)
        try file.writeAll(bytes)
    }

    /// Nil where the file is missing, cut or no manifest.
    init?(reading path: String) {
        guard let bytes = try? Files.read(path, limit: 1 << 30), bytes.starts(with: Self.magic),
            bytes.count >= Self.magic.count + 24 + Self.end.count, bytes.suffix(Self.end.count) == Self.end[...]
        else { return nil }
        var reader = NumberReader(bytes: bytes, offset: Self.magic.count)
        device = reader.next()
        finished = reader.next()
        let count = Int(truncatingIfNeeded: reader.next() as UInt64)
        let rest = bytes.count - reader.offset - Self.end.count
        guard count >= 0, rest % Self.entrySize == 0, rest / Self.entrySize == count else { return nil }
        var entries: [UInt64: Entry] = [:]
        entries.reserveCapacity(count)
        for _ in 0..<count {
            let stamp = FileStamp(inode: reader.next(), size: reader.next(), modified: reader.next(), changed: reader.next())
            entries[stamp.inode] = Entry(stamp: stamp, mode: reader.next(), id: reader.nextID())
        }
        self.entries = entries
    }
}

/// Reads fixed-width numbers one after the other; the caller knows that there are enough bytes.
private struct NumberReader {
    let bytes: [UInt8]
    var offset: Int

    mutating func next<N: FixedWidthInteger>() -> N {
        defer { offset += MemoryLayout<N>.size }
        return bytes.withUnsafeBytes { N(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: N.self)) }
    }

    mutating func nextID() -> git_oid {
        var id = git_oid()
        withUnsafeMutableBytes(of: &id.id) { target in
            bytes.withUnsafeBytes {
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + target.count]))
            }
        }
        offset += MemoryLayout.size(ofValue: id.id)
        return id
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
