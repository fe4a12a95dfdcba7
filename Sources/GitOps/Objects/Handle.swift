/// Owns one libgit2 object and frees it exactly once.
struct Handle<Kind: HandleKind>: ~Copyable {
    private let pointer: OpaquePointer

    /// Takes what `create` stores through its argument; `call` names the C function for the error.
    init(_ call: StaticString, _ create: (inout OpaquePointer?) -> Int32) throws(GitError) {
        var created: OpaquePointer?
        let status = create(&created)
        guard status >= 0, let created else { throw GitError(status: status, call: call) }
        pointer = created
    }

    deinit { Kind.free(pointer) }

    /// Lends the object for the length of one call.
    borrowing func borrow<R: ~Copyable, E: Error>(_ body: (OpaquePointer) throws(E) -> R) throws(E) -> R {
        try body(pointer)
    }
}

/// One sort of libgit2 object: C imports them all as `OpaquePointer`, the kind keeps them apart and knows the free function.
protocol HandleKind {
    static func free(_ pointer: OpaquePointer)
}
