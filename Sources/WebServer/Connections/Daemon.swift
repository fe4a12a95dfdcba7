internal import CMicrohttpd
internal import Synchronization

/// Owns libmicrohttpd's daemon and its thread; the callbacks only move bytes and start tasks.
struct Daemon: ~Copyable {
    private let handle: OpaquePointer
    private let core: ServerCore
    private let listener: Listener

    init(listener: Listener, core: ServerCore) throws(WebServerError) {
        let limits = core.limits
        // Twice the memory of the headers: the parsed form and the answer's headers live in the same pool.
        let handle = cmicrohttpd_start(
            listener.descriptor.number, 2 * limits.headerMemory, UInt32(limits.maximumConnections),
            UInt32(clamping: limits.inactivity.wholeSeconds), onAccess, onTarget, onConnection,
            Unmanaged.passUnretained(core).toOpaque())
        guard let handle else { throw .notStarted }
        self.handle = handle
        self.core = core
        self.listener = listener
    }

    /// Waits for libmicrohttpd's thread, and cuts every connection that is still open.
    deinit {
        refuseClients()
        core.close()
        MHD_stop_daemon(handle)
    }

    /// New clients are refused; those connected go on.
    borrowing func refuseClients() {
        // It gives the socket back and would close it otherwise; the listener does, when the thread has ended.
        MHD_quiesce_daemon(handle)
        listener.refuseClients()
    }
}

extension Duration {
    /// Rounded up.
    fileprivate var wholeSeconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}

private func exchange(_ pointer: UnsafeMutableRawPointer?) -> Exchange? {
    pointer.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
}

/// MHD_NotifyConnectionCallback: the exchange is retained as the connection's context from the first call to the second.
private func onConnection(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, event: MHD_ConnectionNotificationCode
) {
    guard let context, let connection, let slot else { return }
    if event == .CONNECTION_NOTIFY_STARTED {
        let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        let exchange = Exchange(connection, core: core)
        slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
        core.connections.insert(exchange)
    } else if let pointer = slot.pointee {
        slot.pointee = nil
        Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue().closed()
    }
}

/// MHD_OPTION_URI_LOG_CALLBACK: sees the request target before libmicrohttpd decodes it in place.
private func onTarget(
    context: UnsafeMutableRawPointer?, target: UnsafePointer<CChar>?, connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    let pointer = cmicrohttpd_socket_context(connection)
    if let target { exchange(pointer)?.began(target: target) }
    return pointer
}

/// MHD_AccessHandlerCallback.
private func onAccess(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, upload: UnsafePointer<CChar>?,
    size: UnsafeMutablePointer<Int>?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let exchange = exchange(slot?.pointee), let method, let version, let size else { return .NO }
    let piece = UnsafeRawBufferPointer(start: upload, count: upload == nil ? 0 : size.pointee)
    let step = exchange.received(piece, method: method, version: version)
    size.pointee = 0
    return exchange.perform(step)
}
