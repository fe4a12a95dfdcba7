package import Identifiers
internal import Glibc

/// How a sandbox starts.
package struct SandboxOptions: Sendable {
    /// Where repositories are kept; each start makes a folder of its own in it, which stopping removes.
    package var folder: String
    package var host: String
    /// 0 lets the system choose.
    package var port: UInt16
    /// Those who exist from the start; the first one is who the pages act as.
    package var users: [Seed]
    package var app: SandboxApp?
    /// Requests an hour for each user; nil stands for a GitHub Enterprise Server, which counts nothing and says nothing.
    package var hourlyRequests: Int?
    package var sender: WebhookSender
    package var clock: @Sendable () -> Timestamp

    /// A user with the token that stands for it.
    package struct Seed: Sendable {
        package var login: String
        package var token: Secret?
        package var kind: SandboxUser.Kind

        package init(_ login: String, token: Secret? = nil, kind: SandboxUser.Kind = .user) {
            self.login = login
            self.token = token
            self.kind = kind
        }
    }

    package init(
        folder: String, host: String = "127.0.0.1", port: UInt16 = 0, users: [Seed] = [], app: SandboxApp? = nil,
        hourlyRequests: Int? = 5000, sender: @escaping WebhookSender = PlainHTTPClient().webhookSender,
        clock: @escaping @Sendable () -> Timestamp = systemTime
    ) {
        self.folder = folder
        self.host = host
        self.port = port
        self.users = users
        self.app = app
        self.hourlyRequests = hourlyRequests
        self.sender = sender
        self.clock = clock
    }
}

/// The wall clock (CLOCK_REALTIME).
@Sendable package func systemTime() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
}
