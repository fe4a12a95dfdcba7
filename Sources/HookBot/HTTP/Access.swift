internal import Crypto
internal import Identifiers
internal import JSON
internal import WebServer

/// Who may see and do what over one door of the service.
struct Access: Sendable {
    enum Door: Sendable {
        /// The socket in the data directory: whoever may open it owns the service.
        case socket
        /// The network address of the configuration.
        case network
    }

    let door: Door
    let apiSecret: Secret?
    /// Whether pages may be read without a login: on this machine alone, with nothing in front, with no secret to ask for, and with
    /// no agent that could come over the network.
    let isOpenForReading: Bool
    let isSecureCookie: Bool
    let now: @Sendable () -> Timestamp

    static let cookieName = "hookbot_session"
    private static let sessionLength: Duration = .seconds(12 * 3600)

    /// Lets a call of the API through, or answers 401; a service without a secret refuses every call from the network.
    func api(_ request: Request, _ handler: Handler) async -> Response {
        guard mayCallAPI(request) || (request.method == "GET" && mayRead(request)) else {
            return .error("Unauthorized", status: 401).with(header: "WWW-Authenticate", "Bearer")
        }
        return await handler(request)
    }

    /// Lets a reader of the pages through, or sends them to log in.
    func page(_ request: Request, _ handler: Handler) async -> Response {
        guard mayCallAPI(request) || mayRead(request) else {
            return apiSecret == nil ? .error("Unauthorized", status: 401) : .redirect(to: "/ui/login")
        }
        return await handler(request)
    }

    /// The cookie of a new session, or nil for a wrong secret.
    func session(for secret: String) -> String? {
        guard let apiSecret, equalInConstantTime(Array(secret.utf8), apiSecret.exposedBytes) else { return nil }
        let expiry = (now() + Self.sessionLength).milliseconds
        let secure = isSecureCookie ? "; Secure" : ""
        return "\(Self.cookieName)=\(expiry).\(signature(expiry, apiSecret)); Path=/; HttpOnly; SameSite=Strict; "
            + "Max-Age=\(Self.sessionLength.components.seconds)\(secure)"
    }

    private func mayCallAPI(_ request: Request) -> Bool {
        if door == .socket { return true }
        guard let apiSecret, let header = request.header("Authorization"), header.hasPrefix("Bearer ") else { return false }
        return equalInConstantTime(Array(header.dropFirst("Bearer ".count).utf8), apiSecret.exposedBytes)
    }

    private func mayRead(_ request: Request) -> Bool {
        if isOpenForReading { return isLocalName(request.header("Host") ?? "") }
        guard let apiSecret else { return false }
        let cookies = (request.header("Cookie") ?? "").split(separator: ";").map { $0.drop(while: { $0 == " " }) }
        return cookies.contains { cookie in
            guard cookie.hasPrefix("\(Self.cookieName)=") else { return false }
            let parts = cookie.dropFirst(Self.cookieName.count + 1).split(separator: ".")
            guard parts.count == 2, let expiry = Int64(parts[0]), expiry > now().milliseconds else { return false }
            return equalInConstantTime(Array(parts[1].utf8), Array(signature(expiry, apiSecret).utf8))
        }
    }

    private func signature(_ expiry: Int64, _ secret: Secret) -> String {
        hexadecimal(HMACSHA256.code(of: Array("session/\(expiry)".utf8), key: secret.exposedBytes))
    }

    /// A page elsewhere whose name was made to point at this machine must not be able to read ours.
    private func isLocalName(_ host: String) -> Bool {
        let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return name == "localhost" || name == "[::1]"
            || (parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil })
    }
}
