import GitHubSandbox
import Synchronization

/// Where webhooks are sent: the service has another port after each start, the hook on GitHub stays the same.
final class HookAddress: Sendable {
    /// What stands in the hook.
    static let published = "http://bot.test"

    private let current = Mutex<String?>(nil)
    private let client = PlainHTTPClient(width: 4, timeout: .seconds(30))

    /// Nil while the service is away.
    func move(to address: String?) { current.withLock { $0 = address } }

    var sender: WebhookSender {
        { [self] url, headers, body in
            guard let address = current.withLock({ $0 }) else { return (nil, "failed to connect to host") }
            return await client.webhookSender(url.replacing(Self.published, with: address), headers, body)
        }
    }
}
