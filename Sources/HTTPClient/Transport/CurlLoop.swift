internal import CCurl
internal import Glibc
internal import Synchronization

/// The thread that owns the multi handle: it takes commands from a locked list and moves every transfer's bytes.
final class CurlLoop: Sendable {
    typealias Completion = @Sendable (Result<HTTPResponse, TransportError>) -> Void

    typealias Receiver = @Sendable (HTTPPiece) -> Void

    private enum Command: Sendable {
        case start(id: UInt64, HTTPRequest, Receiver?, Completion)
        case cancel(id: UInt64)
    }

    private struct Inbox: Sendable {
        var commands: [Command] = []
        var nextID: UInt64 = 0
        var isStopping = false
    }

    private let multi: MultiHandle
    private let limits: TransportLimits
    private let label: String
    private let inbox = Mutex(Inbox())

    init(limits: TransportLimits, label: String) throws(TransportError) {
        multi = try MultiHandle(connectionsPerHost: limits.connectionsPerHost)
        self.limits = limits
        self.label = label
    }

    /// Starts the thread; it keeps the loop alive until `stop`.
    func startThread() throws(TransportError) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            throw TransportError(.other, "no thread for transfers: \(String(cString: strerror(status)))")
        }
        pthread_detach(thread)
    }

    func makeID() -> UInt64 {
        inbox.withLock { inbox in
            inbox.nextID += 1
            return inbox.nextID
        }
    }

    func start(id: UInt64, _ request: HTTPRequest, receiver: Receiver? = nil, completion: @escaping Completion) {
        post(.start(id: id, request, receiver, completion))
    }

    /// Takes a transfer out; one that has ended already is left as it is.
    func cancel(id: UInt64) { post(.cancel(id: id)) }

    func stop() {
        inbox.withLock { $0.isStopping = true }
        multi.wakeUp()
    }

    private func post(_ command: Command) {
        inbox.withLock { $0.commands.append(command) }
        multi.wakeUp()
    }

    private func run() {
        // Signals belong to the main program; a blocked SIGPIPE also turns a write of OpenSSL into an error.
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        ccurl_name_thread(label)
        var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
        while true {
            let (commands, isStopping) = inbox.withLock { inbox in
                defer { inbox.commands = [] }
                return (inbox.commands, inbox.isStopping)
            }
            for command in commands { carryOut(command, &transfers) }
            if isStopping {
                for transfer in Array(transfers.values) { remove(transfer, &transfers)?.abandon(.cancelled, "shutting down") }
                return
            }
            var running: Int32 = 0
            let status = curl_multi_perform(multi.pointer, &running)
            if status != CURLM_OK {
                let reason = String(cString: curl_multi_strerror(status))
                for transfer in Array(transfers.values) { remove(transfer, &transfers)?.abandon(.other, reason) }
            }
            collect(&transfers)
            // Ends early for sockets, for libcurl's own timers and for wakeUp; the minute is only an upper bound.
            curl_multi_poll(multi.pointer, nil, 0, 60_000, nil)
        }
    }

    private func carryOut(_ command: Command, _ transfers: inout [UnsafeMutableRawPointer: Transfer]) {
        switch command {
        case .start(let id, let request, let receiver, let completion):
            do throws(TransportError) {
                let transfer = try Transfer(id: id, request, limits: limits, receiver: receiver, finished: completion)
                let status = curl_multi_add_handle(multi.pointer, transfer.handle)
                guard status == CURLM_OK else {
                    throw TransportError(.other, String(cString: curl_multi_strerror(status)))
                }
                transfers[transfer.handle] = transfer
            } catch {
                completion(.failure(error))
            }
        case .cancel(let id):
            guard let transfer = transfers.values.first(where: { $0.id == id }) else { return }
            remove(transfer, &transfers)?.abandon(.cancelled, "the request was cancelled")
        }
    }

    private func collect(_ transfers: inout [UnsafeMutableRawPointer: Transfer]) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            // The message lives no longer than the handle's stay in the multi handle, so its code is read first.
            let code = message.pointee.data.result
            guard let transfer = transfers[handle] else { continue }
            remove(transfer, &transfers)?.finish(code)
        }
    }

    private func remove(_ transfer: Transfer, _ transfers: inout [UnsafeMutableRawPointer: Transfer]) -> Transfer? {
        curl_multi_remove_handle(multi.pointer, transfer.handle)
        return transfers.removeValue(forKey: transfer.handle)
    }
}
