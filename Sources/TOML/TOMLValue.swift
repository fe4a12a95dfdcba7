/// A value and where it stands in the text it came from.
package struct TOMLValue: Sendable {
    package let content: TOMLContent
    package let range: TextRange

    package init(_ content: TOMLContent, at range: TextRange) {
        self.content = content
        self.range = range
    }

    package var location: TextLocation { range.start }

    package var table: TOMLTable? { if case .table(let table) = content { table } else { nil } }
    package var array: [TOMLValue]? { if case .array(let elements) = content { elements } else { nil } }
    package var string: String? { if case .string(let text) = content { text } else { nil } }
    package var integer: Int64? { if case .integer(let number) = content { number } else { nil } }
    package var bool: Bool? { if case .bool(let flag) = content { flag } else { nil } }
}
