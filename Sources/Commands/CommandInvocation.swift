/// One command as somebody wrote it.
package struct CommandInvocation: Equatable, Sendable {
    /// What an option was set to.
    package enum Option: Equatable, Sendable {
        case on
        case off
        case value(String)
    }

    package var name: String
    package var effect: CommandEffect
    /// Words that have a place, by its name.
    package var arguments: [String: String] = [:]
    package var options: [String: Option] = [:]
    /// The words behind them.
    package var words: [String] = []
    /// The rest of the line.
    package var text: String?
    /// The lines below.
    package var body: String?
    package var place: TextPlace
    /// The line as it was written.
    package var source: String

    /// Everything that decides what the command does, so that two that ask for the same are equal.
    package var canonical: String {
        var parts = [name]
        parts += arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        parts += options.sorted { $0.key < $1.key }.map { key, option in
            switch option {
            case .on: "--\(key)"
            case .off: "--no-\(key)"
            case .value(let value): "--\(key)=\(value)"
            }
        }
        parts += words.map { "+\($0)" }
        if let text { parts.append("text \(text)") }
        if let body { parts.append("body \(body)") }
        // Lengths in front, so that no text can pass for two parts.
        return parts.map { "\($0.utf8.count):\($0)" }.joined()
    }

    /// What the person wants done in their own words: the rest of the line and the lines below it.
    package var request: String { [text, body].compactMap(\.self).joined(separator: "\n\n") }
}
