/// Text with places for values: `Fixes #{{ number }}: {{ title | truncate: 40 }}`. A value is put in as it is and never read
/// as a template again; `\{{` stands for the braces themselves.
package struct Template: Sendable, Equatable, CustomStringConvertible {
    package enum Segment: Sendable, Equatable {
        case text(String)
        case placeholder(Placeholder)
    }

    package let source: String
    package let segments: [Segment]

    /// Problems carry E302 and the offset.
    package init(_ source: String) throws(RuleProblem) {
        var parser = TemplateParser(source)
        segments = try parser.segments()
        self.source = source
    }

    package var placeholders: [Placeholder] {
        segments.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
    }

    package var description: String { source }
}
