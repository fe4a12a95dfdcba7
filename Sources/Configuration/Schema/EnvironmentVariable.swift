internal import TOML

/// A variable that speaks for a key where the file is silent, as the systems HookBot took over from had it.
package struct EnvironmentVariable: Sendable, Equatable {
    /// How the variable's text becomes what the key takes.
    package enum Form: Sendable, Equatable {
        case asWritten
        /// A number of seconds or hours for a duration.
        case seconds, hours
        /// A port for an address: this machine only.
        case port
        /// Retries for attempts: one more.
        case retries
        /// A file for a storage address.
        case sqliteFile
        /// One program for a command.
        case program
    }

    package let name: String
    package let form: Form

    package init(_ name: String, as form: Form = .asWritten) {
        self.name = name
        self.form = form
    }

    func content(_ text: String, for type: KeyType) -> TOMLContent {
        switch form {
        case .seconds: return .string("\(text)s")
        case .hours: return .string("\(text)h")
        case .port: return .string("127.0.0.1:\(text)")
        case .retries: return Int64(text).map { .integer($0 &+ 1) } ?? .string(text)
        case .sqliteFile: return .string("sqlite:\(text)")
        case .program: return [.string(text)]
        case .asWritten: break
        }
        switch type {
        case .integer: return Int64(text).map { .integer($0) } ?? .string(text)
        case .decimal: return Double(text).map { .float($0) } ?? .string(text)
        case .flag: return text == "true" || text == "1" ? true : text == "false" || text == "0" ? false : .string(text)
        case .texts, .secrets:
            let nowhere = TextLocation(line: 0, column: 0)
            return .array(
                text.split(separator: ",").map { TOMLValue(.string(String($0)), at: TextRange(nowhere, nowhere)) })
        case .text, .choice, .duration, .size, .secret, .path, .nested: return .string(text)
        }
    }
}
