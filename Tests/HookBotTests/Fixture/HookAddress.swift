import GitHubSandbox
import Synchronization

/// Where webhooks are sent: the service has another port after each start, the hook on GitHub stays the same.
final class HookAddress: Sendable {
    /// What stands in the hook.
    static let published = "http://bot.test"

    private enum Place {
        /// Nobody answers.
        case nowhere
        case service(String)
        /// Another program answers everything with this status.
        case other(status: Int)
    }

    private let current = Mutex(Place.nowhere)
    private let client = PlainHTTPClient(width: 4, timeout: .seconds(30))

    /// Nil while the service is away.
    func move(to address: String?) { current.withLock { $0 = address.map(Place.service) ?? .nowhere } }

    func moveToAnother(answering status: Int) { current.withLock { $0 = .other(status: status) } }

    var sender: WebhookSender {
        { [self] url, headers, body in
            switch current.withLock({ $0 }) {
            case .nowhere: return (nil, "failed to connect to host")
            case .other(let status): return (status, nil)
            case .service(let address):
                return await client.webhookSender(url.replacing(Self.published, with: address), headers, body)
            }
        }
    }
}
