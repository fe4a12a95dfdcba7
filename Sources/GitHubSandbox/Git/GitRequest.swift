internal import WebServer

/// A request of git's smart HTTP protocol (gitprotocol-http(5)).
struct GitRequest: Sendable {
    enum Service: String, Sendable {
        case fetch = "git-upload-pack"
        case push = "git-receive-pack"
    }

    let request: Request
    /// `owner/name`, without `.git`.
    let repository: String
    let service: Service
    /// Whether it asks what there is, or carries the exchange itself.
    let isAdvertisement: Bool

    /// Nil for a request that is none of git's.
    init?(_ request: Request) {
        let parts = request.path.split(separator: "/").map { String($0) }
        guard parts.count >= 3 else { return nil }
        let name = parts[1].hasSuffix(".git") ? String(parts[1].dropLast(4)) : parts[1]
        if parts.count == 4, parts[2] == "info", parts[3] == "refs", let word = request.query("service") {
            guard request.method == "GET", let service = Service(rawValue: word) else { return nil }
            self.init(request, "\(parts[0])/\(name)", service, isAdvertisement: true)
        } else if parts.count == 3, request.method == "POST", let service = Service(rawValue: parts[2]) {
            self.init(request, "\(parts[0])/\(name)", service, isAdvertisement: false)
        } else {
            return nil
        }
    }

    private init(_ request: Request, _ repository: String, _ service: Service, isAdvertisement: Bool) {
        self.request = request
        self.repository = repository
        self.service = service
        self.isAdvertisement = isAdvertisement
    }

    /// The path after the repository.
    var path: String { isAdvertisement ? "/info/refs" : "/\(service.rawValue)" }
}
