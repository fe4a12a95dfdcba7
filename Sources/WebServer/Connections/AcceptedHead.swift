/// A head that passed every check.
struct AcceptedHead {
    let method: String
    let target: RequestTarget
    let headers: [(name: String, value: String)]
    /// From Content-Length; 0 without a body, nil for one in chunks.
    let bodyLength: Int?
}
