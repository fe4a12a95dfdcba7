package import Identifiers
internal import JSON

/// How much of a subscription is left, as the agent was told.
package struct RateLimitNotice: Hashable, Sendable {
    package enum Status: Hashable, Sendable {
        case allowed, warning, rejected
        case unknown(String)
    }

    package let status: Status
    /// `five_hour`, `seven_day`, ….
    package let window: String?
    package let resetsAt: Timestamp?

    init(status: Status, window: String?, resetsAt: Timestamp?) {
        self.status = status
        self.window = window
        self.resetsAt = resetsAt
    }

    init(_ value: JSONValue) {
        let word = value["status"]?.string ?? ""
        let status: Status =
            switch word {
            case "allowed": .allowed
            case "allowed_warning": .warning
            case "rejected": .rejected
            default: .unknown(DisplayText.oneLine(word, length: 40))
            }
        let resetsAt = value["resetsAt"]?.double.flatMap(Self.moment)
        self.init(status: status, window: value["rateLimitType"]?.string, resetsAt: resetsAt)
    }

    /// Seconds since 1970; a value no clock can show is none.
    private static func moment(seconds: Double) -> Timestamp? {
        (0...253_402_300_799).contains(seconds) ? Timestamp(milliseconds: Int64(seconds * 1000)) : nil
    }
}
