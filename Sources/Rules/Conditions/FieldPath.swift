/// A way into the payload: `issue.labels[any].name`, `commits[0].id`.
package struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    package enum Step: Sendable, Hashable {
        case member(String)
        case index(Int)
        case each(Quantifier)
    }

    package static let maximumLength = 200

    package let steps: [Step]

    /// Letters, digits, `_`, `-` and `+` make a name; problems carry the offset.
    package init(_ text: String) throws(RuleProblem) {
        func problem(_ message: String, at offset: Int) -> RuleProblem {
            RuleProblem(.unknownField, "'\(text)' is not a field: \(message)", help: Self.example, offset: offset)
        }
        guard text.utf8.count <= Self.maximumLength else {
            throw problem("it is longer than \(Self.maximumLength) bytes", at: Self.maximumLength)
        }
        let bytes = Array(text.utf8)
        var steps: [Step] = []
        var index = 0
        var needsName = true
        while index < bytes.count || needsName {
            if needsName {
                let start = index
                while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
                guard index > start else { throw problem("a name is missing", at: start) }
                steps.append(.member(String(decoding: bytes[start..<index], as: UTF8.self)))
                needsName = false
            } else if bytes[index] == UInt8(ascii: ".") {
                index += 1
                needsName = true
            } else if bytes[index] == UInt8(ascii: "[") {
                guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else {
                    throw problem("'[' is never closed", at: index)
                }
                let word = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                if let quantifier = Quantifier(rawValue: word) {
                    steps.append(.each(quantifier))
                } else if let number = Int(word), (0...9999).contains(number) {
                    steps.append(.index(number))
                } else {
                    throw problem("'[\(word)]' must be [any], [all], [none] or a number", at: index)
                }
                index = end + 1
            } else {
                throw problem("unexpected character", at: index)
            }
        }
        self.steps = steps
    }

    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let number): text += "[\(number)]"
            case .each(let quantifier): text += "[\(quantifier.rawValue)]"
            }
        }
        return text
    }

    /// False for logins, names of labels and of repositories, which GitHub compares without regard to case.
    package var isCaseSensitive: Bool {
        let names = steps.compactMap { if case .member(let name) = $0 { name } else { nil } }
        switch names.last {
        case "login", "full_name": return false
        case "name": return !["label", "labels"].contains(names.dropLast().last)
        default: return true
        }
    }

    package var hasQuantifier: Bool {
        steps.contains { if case .each = $0 { true } else { false } }
    }

    private static let example = "write names separated by dots, such as issue.title or issue.labels[any].name"

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
            || byte == 0x2D || byte == 0x2B
    }
}
