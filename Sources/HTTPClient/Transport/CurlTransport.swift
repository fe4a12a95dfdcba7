/// Sends HTTP requests, any number at once, from one thread. It knows nothing of GitHub.
package final class CurlTransport: Sendable {
    private let loop: CurlLoop

    /// `label` names the thread; its first fifteen bytes show in the system's lists.
    package init(limits: TransportLimits = TransportLimits(), label: String = "hookbot-http") throws(TransportError) {
        loop = try CurlLoop(limits: limits, label: label)
        try loop.startThread()
    }

    deinit { loop.stop() }

    /// One request and its complete answer, whatever its status; redirects are answers too. Cancelling the task closes the
    /// connection and throws `.cancelled`.
    package func perform(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let id = loop.makeID()
        let result: Result<HTTPResponse, TransportError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.start(id: id, request) { continuation.resume(returning: $0) }
                // A cancellation that came before the start found nothing to cancel.
                if Task.isCancelled { loop.cancel(id: id) }
            }
        } onCancel: {
            loop.cancel(id: id)
        }
        return try result.get()
    }

    /// One request, and its answer as it comes; fails with a `TransportError` where it breaks off. Whoever stops listening closes
    /// the connection. What is not taken yet waits in memory, at most `TransportLimits.responseBytes`.
    package func pieces(of request: HTTPRequest) -> AsyncThrowingStream<HTTPPiece, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: HTTPPiece.self)
        let id = loop.makeID()
        let loop = loop
        continuation.onTermination = { _ in loop.cancel(id: id) }
        loop.start(id: id, request, receiver: { continuation.yield($0) }) { result in
            switch result {
            case .success: continuation.finish()
            case .failure(let error): continuation.finish(throwing: error)
            }
        }
        return stream
    }
}
