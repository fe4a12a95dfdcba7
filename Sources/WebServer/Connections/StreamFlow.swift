/// How far a streamed answer is.
enum StreamFlow {
    /// Nothing to send, and libmicrohttpd has not asked yet.
    case empty
    /// Nothing to send, and the connection is suspended until there is.
    case suspended
    /// Being sent; its maker waits until all of it is.
    case sending(ArraySlice<UInt8>, maker: CheckedContinuation<Void, Never>)
    /// Everything is sent.
    case ended
    /// The client is gone, or the server is closing.
    case broken
}
