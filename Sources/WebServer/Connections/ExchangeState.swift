/// What changes about an exchange.
struct ExchangeState {
    var phase = ExchangePhase.waiting
    /// As it stood in the request line; nil until that has arrived.
    var target: String?
    /// Where that lay in libmicrohttpd's buffer.
    var targetAddress: UInt = 0
    var body: [UInt8] = []
    /// Bytes counted against the server's budget.
    var reserved = 0
    var flow = StreamFlow.empty
    /// The handler, or what feeds the stream.
    var task: Task<Void, Never>?
    /// Whether the client may still be sending when the connection closes.
    var lingers = false

    mutating func takeReserved() -> Int {
        defer { reserved = 0 }
        return reserved
    }

    mutating func takeTask() -> Task<Void, Never>? {
        defer { task = nil }
        return task
    }

    /// Nothing more is sent; gives whoever waited for the last piece to be.
    mutating func breakFlow() -> CheckedContinuation<Void, Never>? {
        defer { flow = .broken }
        if case .sending(_, let maker) = flow { return maker }
        return nil
    }
}
