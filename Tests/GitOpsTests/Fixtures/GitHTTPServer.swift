internal import BlockingWork
internal import Dispatch
internal import Glibc
internal import POSIX
internal import Synchronization

/// Serves a folder of bare repositories over http on a port of its own, through `git http-backend`.
final class GitHTTPServer: Sendable {
    enum Behaviour: Sendable {
        case usual
        /// Asks for this password of `x-access-token`.
        case password(String)
        case status(Int)
        case redirect(Int, to: String)
        /// Answers nothing at all.
        case silent
        /// Sends the first bytes of the answer to a POST and then nothing.
        case stall(after: Int)
        /// Lets a push take effect and then hangs up without an answer.
        case dropAfterPush
    }

    struct Request: Sendable {
        let method: String
        let target: String
        let headers: [String: String]
        let body: [UInt8]
    }

    let port: UInt16
    private let root: String
    private let listener: Int32
    private let work = BlockingWork(label: "test-server", width: 32)
    private let state = Mutex<(behaviour: Behaviour, requests: [Request])>((.usual, []))
    private let (arrivals, arrived) = AsyncStream<Void>.makeStream()

    init(serving root: String) throws {
        self.root = root
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard bound else { throw SystemError("bind") }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        DispatchQueue(label: "test-server-accept").async { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let server = self else { return }
                Task { await server.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    var behaviour: Behaviour {
        get { state.withLock { $0.behaviour } }
        set { state.withLock { $0.behaviour = newValue } }
    }

    var requests: [Request] { state.withLock { $0.requests } }

    func url(_ name: String) -> String { "http://127.0.0.1:\(port)/\(name).git" }

    /// Waits for one more request than the previous call saw.
    func waitForRequest() async {
        for await _ in arrivals { return }
    }

    private func serve(_ number: Int32) async {
        let connection = Connection(number)
        guard let request = try? await work.run({ try connection.readRequest() }) else { return }
        let behaviour = state.withLock { state in
            state.requests.append(request)
            return state.behaviour
        }
        arrived.yield()
        switch behaviour {
        case .silent:
            _ = try? await work.run { connection.waitForHangUp() }
            return
        case .status(let status): connection.send("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        case .redirect(let status, let target):
            connection.send("HTTP/1.1 \(status) X\r\nLocation: \(target)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        case .password(let password) where !isAuthorised(request, password):
            connection.send(
                "HTTP/1.1 401 X\r\nWWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        case .usual, .password, .stall, .dropAfterPush: await forward(request, connection, behaviour)
        }
    }

    private func isAuthorised(_ request: Request, _ password: String) -> Bool {
        guard let header = request.headers["authorization"], header.hasPrefix("Basic ") else { return false }
        return decodeBase64(String(header.dropFirst(6))) == Array("x-access-token:\(password)".utf8)
    }

    private func forward(_ request: Request, _ connection: Connection, _ behaviour: Behaviour) async {
        let parts = request.target.split(separator: "?", maxSplits: 1)
        let environment = [
            "GIT_PROJECT_ROOT": root, "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": String(parts[0]),
            "QUERY_STRING": parts.count > 1 ? String(parts[1]) : "", "REQUEST_METHOD": request.method,
            "CONTENT_TYPE": request.headers["content-type"] ?? "", "CONTENT_LENGTH": String(request.body.count),
            "HTTP_CONTENT_ENCODING": request.headers["content-encoding"] ?? "", "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": "/nonexistent", "PATH": "/usr/bin:/bin",
        ]
        let backend = ChildCommand("/usr/lib/git-core/git-http-backend", environment: environment)
        guard let result = try? await backend.run(on: work, input: request.body) else { return }
        var (status, headers, body) = splitCGI(result.output)
        switch behaviour {
        case .dropAfterPush where request.target.hasSuffix("git-receive-pack") && request.method == "POST": return
        case .stall(let count) where request.method == "POST":
            connection.send("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.count)\r\n\r\n")
            connection.send(Array(body.prefix(count)))
            _ = try? await work.run { connection.waitForHangUp() }
            return
        case .usual, .password, .stall, .dropAfterPush, .status, .redirect, .silent: break
        }
        if status.isEmpty { status = "200 OK" }
        connection.send("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.count)\r\nConnection: close\r\n\r\n")
        connection.send(body)
        body = []
    }

    private func splitCGI(_ output: [UInt8]) -> (status: String, headers: String, body: [UInt8]) {
        guard let end = output.indices.first(where: { output[$0...].starts(with: Array("\r\n\r\n".utf8)) }) else {
            return ("500 X", "", [])
        }
        var (status, headers) = ("200 OK", "")
        for line in String(decoding: output[..<end], as: UTF8.self).split(separator: "\r\n") {
            if line.hasPrefix("Status: ") { status = String(line.dropFirst(8)) } else { headers += "\(line)\r\n" }
        }
        return (status, headers, Array(output[(end + 4)...]))
    }
}

func decodeBase64(_ text: String) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var (bits, count, bytes) = (0, 0, [UInt8]())
    for digit in text.utf8 {
        guard let value = alphabet.firstIndex(of: digit) else { continue }
        (bits, count) = ((bits << 6 | value) & 0xFFFF, count + 6)
        if count >= 8 {
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
    }
    return bytes
}
