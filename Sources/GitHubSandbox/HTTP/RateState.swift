internal import Identifiers

/// What is left of an hour's requests.
struct RateState: Sendable {
    let limit: Int
    let remaining: Int
    let reset: Timestamp
    let isExhausted: Bool
}
