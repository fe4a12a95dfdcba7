internal import CLinux
internal import Glibc

/// Owns one open file descriptor and closes it exactly once.
package struct Descriptor: ~Copyable, Sendable {
    package let number: Int32

    /// Takes over a descriptor that is open already.
    package init(owning number: Int32) { self.number = number }

    /// open(2), always with O_CLOEXEC.
    package init(opening path: String, flags: Int32, mode: UInt32 = 0o600) throws(SystemError) {
        let number = clinux_openat(AT_FDCWD, path, flags, mode)
        guard number >= 0 else { throw SystemError("open", path) }
        self.number = number
    }

    deinit { close(number) }

    /// Gives the descriptor away without closing it.
    package consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    /// Both ends of a new pipe, closed on exec.
    package static func pipe() throws(SystemError) -> Pipe {
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw SystemError("pipe2") }
        return Pipe(reading: Descriptor(owning: ends[0]), writing: Descriptor(owning: ends[1]))
    }

    /// Reads until the end, at most `limit` bytes; more is an error (EFBIG).
    package borrowing func readAll(limit: Int) throws(SystemError) -> [UInt8] {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(number, &chunk, chunk.count)
            if count == 0 { return content }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("read")
            }
            guard content.count + count <= limit else { throw SystemError("read", code: EFBIG) }
            content.append(contentsOf: chunk[..<count])
        }
    }

    /// Writes every byte, over as many calls as it takes.
    package borrowing func writeAll(_ bytes: [UInt8]) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            // Safe because bytes is not empty here.
            let count = bytes.withUnsafeBytes { write(number, $0.baseAddress! + offset, $0.count - offset) }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("write")
            }
            offset += count
        }
    }

    /// fsync(2).
    package borrowing func synchronise() throws(SystemError) {
        guard fsync(number) == 0 else { throw SystemError("fsync") }
    }
}

/// Both ends of a pipe.
package struct Pipe: ~Copyable {
    package let reading: Descriptor
    package let writing: Descriptor

    init(reading: consuming Descriptor, writing: consuming Descriptor) {
        self.reading = reading
        self.writing = writing
    }
}
