internal import HTTPClient
package import Identifiers

extension Endpoint where Answer == [GitHub.Hook] {
    package static func hooks(of repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/hooks", in: repository)
    }
}

extension Endpoint where Answer == [GitHub.HookDelivery] {
    /// Newest first, as far back as GitHub keeps them.
    package static func deliveries(of hook: Int64, in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/hooks/\(hook)/deliveries", in: repository)
    }

    /// Of the App's own hook, newest first.
    package static func appDeliveries() -> Self { .list(.get, "/app/hook/deliveries") }
}

extension Endpoint where Answer == Void {
    /// GitHub answers at once and delivers later, under the same GUID.
    package static func redeliver(_ delivery: Int64, of hook: Int64, in repository: RepositoryName) -> Self {
        .effect(.post, "\(repository.path)/hooks/\(hook)/deliveries/\(delivery)/attempts", in: repository)
    }

    package static func redeliverToApp(_ delivery: Int64) -> Self {
        .effect(.post, "/app/hook/deliveries/\(delivery)/attempts")
    }
}
