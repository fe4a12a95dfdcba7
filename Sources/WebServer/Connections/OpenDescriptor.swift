internal import Glibc

/// Closes a descriptor when nobody holds it any more.
final class OpenDescriptor: Sendable {
    let number: Int32

    /// Takes over the result of a call that gives a descriptor; -1 throws what errno says.
    init(_ number: Int32, from call: String) throws(WebServerError) {
        guard number >= 0 else { throw .failed(call) }
        self.number = number
    }

    /// Takes over a descriptor that is open already.
    init(owning number: Int32) { self.number = number }

    deinit { close(number) }
}
