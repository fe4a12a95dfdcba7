internal import Patterns

/// Splits a template into text and placeholders.
struct TemplateParser {
    private static let maximumLength = 10_000

    private let source: String
    private let bytes: [UInt8]
    private var index = 0
    private var text: [UInt8] = []
    private var result: [Template.Segment] = []

    init(_ source: String) {
        self.source = source
        bytes = Array(source.utf8)
    }

    mutating func segments() throws(RuleProblem) -> [Template.Segment] {
        while index < bytes.count {
            if starts(with: "\\{{") {
                text += Array("{{".utf8)
                index += 3
            } else if starts(with: "{{") {
                endText()
                result.append(.placeholder(try placeholder()))
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        endText()
        return result
    }

    private mutating func endText() {
        if !text.isEmpty { result.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
    }

    private mutating func placeholder() throws(RuleProblem) -> Placeholder {
        let start = index
        index += 2
        let path = try word("a variable", within: start) { Self.isNameByte($0) || $0 == 0x2E || $0 == 0x5B || $0 == 0x5D }
        var filters: [TemplateFilter] = []
        while true {
            skipSpaces()
            if starts(with: "}}") {
                index += 2
                return Placeholder(path: path.text, filters: filters, offset: path.offset)
            }
            guard index < bytes.count else { throw Self.unclosed(at: start) }
            guard bytes[index] == UInt8(ascii: "|") else {
                throw RuleProblem(.badTemplate, "expected '|' or '}}'", offset: index)
            }
            index += 1
            filters.append(try filter(within: start))
        }
    }

    private mutating func filter(within start: Int) throws(RuleProblem) -> TemplateFilter {
        let name = try word("a filter", within: start, accepting: Self.isNameByte)
        guard TemplateFilter.names.contains(name.text) else {
            let near = suggestions(for: name.text, among: TemplateFilter.names)
            throw RuleProblem(
                .badTemplate, "unknown filter '\(name.text)'",
                help: RuleProblem.didYouMean(near) ?? "filters: \(TemplateFilter.names.joined(separator: ", "))",
                offset: name.offset)
        }
        skipSpaces()
        var argument: Int?
        if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
            index += 1
            let number = try word("a number", within: start, accepting: Self.isNameByte)
            guard let value = Int(number.text), (1...Self.maximumLength).contains(value) else {
                throw RuleProblem(
                    .badTemplate, "'\(number.text)' is not a number from 1 to \(Self.maximumLength)", offset: number.offset)
            }
            argument = value
        }
        guard let filter = TemplateFilter(name: name.text, argument: argument) else {
            let message = argument == nil ? "needs a length, such as truncate: 40" : "takes no argument"
            throw RuleProblem(.badTemplate, "filter '\(name.text)' \(message)", offset: name.offset)
        }
        return filter
    }

    private mutating func word(
        _ what: String, within start: Int, accepting: (UInt8) -> Bool
    ) throws(RuleProblem) -> (text: String, offset: Int) {
        skipSpaces()
        let offset = index
        while index < bytes.count, accepting(bytes[index]) { index += 1 }
        guard index > offset else {
            if index >= bytes.count { throw Self.unclosed(at: start) }
            throw RuleProblem(.badTemplate, "expected \(what)", offset: offset)
        }
        return (String(decoding: bytes[offset..<index], as: UTF8.self), offset)
    }

    private mutating func skipSpaces() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    private func starts(with prefix: String) -> Bool { bytes[index...].starts(with: prefix.utf8) }

    private static func unclosed(at offset: Int) -> RuleProblem {
        RuleProblem(.badTemplate, "'{{' is never closed", help: "write \\{{ for the braces themselves", offset: offset)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
            || byte == 0x2D
    }
}
