/// Something wrong in a rule, found before any event arrives.
package struct RuleProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package let code: Code
    package let message: String
    /// What to write instead.
    package let help: String?
    /// Bytes from the start of the text in question to the wrong part of it.
    package let offset: Int?

    package init(_ code: Code, _ message: String, help: String? = nil, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.help = help
        self.offset = offset
    }

    package enum Code: String, Sendable, CaseIterable {
        case unknownKey = "E101"
        case wrongType = "E103"
        case unknownEvent = "E201"
        case attributeUnavailable = "E202"
        case unknownField = "E203"
        case missingQuantifier = "E204"
        case operatorMismatch = "E205"
        case badPattern = "E206"
        case emptyCondition = "E207"
        case badTemplate = "E302"
        case unsafeTemplate = "E303"
        case unreachable = "W501"
        case selfTrigger = "W504"

        /// Warnings do not stop a configuration from being used.
        package var isWarning: Bool { rawValue.hasPrefix("W") }
    }

    /// `E201: text` and the help on a line of its own.
    package var description: String {
        "\(code.rawValue): \(message)" + (help.map { "\nhelp: \($0)" } ?? "")
    }
}

extension RuleProblem {
    /// `did you mean 'x'?`, or nil without candidates.
    static func didYouMean(_ candidates: [String]) -> String? {
        candidates.isEmpty ? nil : "did you mean " + candidates.map { "'\($0)'" }.joined(separator: " or ") + "?"
    }
}
