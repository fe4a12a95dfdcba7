internal import Glibc
internal import POSIX

/// Copies one output of an agent to a file: all of it up to a limit, then only the latest, which is added at the end.
struct OutputCopy: ~Copyable {
    private let file: Descriptor
    private let headLimit: Int
    private let tailLimit: Int
    private let lineLimit: Int
    private var headBytes = 0
    /// What came once the head was full, its oldest part dropped when it outgrows the limit twice.
    private var tail: [UInt8] = []
    private var headIsFull = false
    private var lineBytes = 0
    /// Everything taken, kept or not.
    private(set) var total = 0
    private(set) var omitted = 0
    /// The last bytes taken, at most 4 KiB.
    private(set) var recent: [UInt8] = []
    /// The first write that failed; nothing more is written then.
    private(set) var failure: SystemError?

    init(to path: String, head: Int, tail: Int, line: Int) throws(SystemError) {
        // Read by others while it is written; a file that is there already is none of this run.
        file = try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        headLimit = head
        tailLimit = tail
        lineLimit = line
    }

    mutating func take(_ chunk: ArraySlice<UInt8>) {
        total += chunk.count
        recent = Array((recent + chunk.suffix(4096)).suffix(4096))
        let kept = boundLines(chunk)
        omitted += chunk.count - kept.count
        if !headIsFull && headBytes + kept.count <= headLimit {
            headBytes += kept.count
            write(kept)
            return
        }
        headIsFull = true
        tail += kept
        if tail.count > 2 * tailLimit { dropOldest() }
    }

    /// Writes what is left and makes all of it durable. Nothing can be taken afterwards.
    mutating func finish(mark: (Int) -> [UInt8]) {
        if tail.count > tailLimit { dropOldest() }
        if tailWasCut {
            // The first line of the tail has lost its beginning.
            let start = tail.firstIndex(of: 0x0A).map { $0 + 1 } ?? tail.endIndex
            omitted += start
            tail.removeFirst(start)
            write([0x0A] + mark(omitted))
        }
        write(tail)
        tail = []
        guard failure == nil else { return }
        do { try file.synchronise() } catch { failure = error }
    }

    private var tailWasCut = false

    private mutating func dropOldest() {
        let count = tail.count - tailLimit
        tail.removeFirst(count)
        omitted += count
        tailWasCut = true
    }

    /// Without what exceeds the line limit.
    private mutating func boundLines(_ chunk: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(chunk.count)
        for byte in chunk {
            if byte == 0x0A {
                lineBytes = 0
                kept.append(byte)
            } else {
                lineBytes += 1
                if lineBytes <= lineLimit { kept.append(byte) }
            }
        }
        return kept
    }

    private mutating func write(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        do { try file.writeAll(bytes) } catch { failure = error }
    }
}
