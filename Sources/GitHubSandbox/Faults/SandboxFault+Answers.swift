internal import WebServer

extension SandboxFault {
    /// What is answered instead of doing anything.
    func answerBefore() async -> Response? {
        switch action {
        case .respond(let status, let headers, let body):
            return Response(status: status, headers: headers, body: .bytes(Array(body.utf8)))
        case .delay(let duration):
            // A cancelled wait is a server that stops: then the request simply goes on.
            try? await Task.sleep(for: duration)
            return nil
        case .dropBeforeEffect: return .dropped
        case .dropAfterEffect, .respondAfterEffect: return nil
        }
    }

    /// What is answered after it was done.
    func answerAfter(_ response: Response) async -> Response {
        switch action {
        case .respond, .delay, .dropBeforeEffect: response
        case .dropAfterEffect: .dropped
        case .respondAfterEffect(let status, let body): Response(status: status, body: .bytes(Array(body.utf8)))
        }
    }
}

extension Response {
    var dropsConnection: Bool {
        switch body {
        case .dropped: true
        case .bytes, .stream: false
        }
    }
}
