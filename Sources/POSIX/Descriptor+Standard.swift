internal import Glibc

extension Descriptor {
    /// Lends standard output, which stays open.
    package static func standardOutput<R>(_ body: (borrowing Descriptor) throws(SystemError) -> R) throws(SystemError) -> R {
        try lend(STDOUT_FILENO, body)
    }

    /// Lends standard error, which stays open.
    package static func standardError<R>(_ body: (borrowing Descriptor) throws(SystemError) -> R) throws(SystemError) -> R {
        try lend(STDERR_FILENO, body)
    }

    /// Lends standard input, which stays open.
    package static func standardInput<R>(_ body: (borrowing Descriptor) throws(SystemError) -> R) throws(SystemError) -> R {
        try lend(STDIN_FILENO, body)
    }

    private static func lend<R>(
        _ number: Int32, _ body: (borrowing Descriptor) throws(SystemError) -> R
    ) throws(SystemError) -> R {
        let descriptor = Descriptor(owning: number)
        let result: Result<R, SystemError>
        do { result = .success(try body(descriptor)) } catch { result = .failure(error) }
        _ = descriptor.release()
        return try result.get()
    }
}
