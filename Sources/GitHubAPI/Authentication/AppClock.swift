internal import HTTPClient
internal import Identifiers

/// GitHub's clock as an App sees it: ours until a refused token showed by how much they differ.
struct AppClock: Sendable {
    private(set) var offset: Duration = .zero

    /// Learns from the `Date` of an answer; it counts whole seconds.
    mutating func learn(from headers: HTTPHeaders, now: Timestamp) {
        guard let server = headers["date"].flatMap({ Timestamp(httpDate: $0) }) else { return }
        offset = server - now
    }

    func time(_ now: Timestamp) -> Timestamp { now + offset }
}
