internal import GitHubAPI
package import Identifiers

/// One of GitHub's lists of what it delivered to us.
package enum DeliveryFeed: Hashable, Sendable {
    case app
    case hook(Int64, RepositoryName)

    /// Under which the last comparison is remembered.
    var name: String {
        switch self {
        case .app: "app"
        case .hook(let id, let repository): "\(repository)/\(id)"
        }
    }

    /// Newest first.
    var deliveries: Endpoint<[GitHub.HookDelivery]> {
        switch self {
        case .app: .appDeliveries()
        case .hook(let id, let repository): .deliveries(of: id, in: repository)
        }
    }

    func redelivery(of delivery: Int64) -> Endpoint<Void> {
        switch self {
        case .app: .redeliverToApp(delivery)
        case .hook(let id, let repository): .redeliver(delivery, of: id, in: repository)
        }
    }

    /// Whether a webhook's address is the one that this service answers at; where it is reached is known only with a `publicURL`.
    package static func isOurs(_ url: String, publicURL: String?) -> Bool {
        let path = "/webhooks/github"
        if let publicURL { return url == publicURL + path || url.hasPrefix("\(publicURL)\(path)/") }
        let parts = url.split(separator: "/", omittingEmptySubsequences: true).suffix(3)
        return url.hasSuffix(path) || "/" + parts.dropLast().joined(separator: "/") == path
    }
}
