extension TOMLContent: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .float(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }

    package init(arrayLiteral elements: TOMLContent...) {
        let nowhere = TextLocation(line: 0, column: 0)
        self = .array(elements.map { TOMLValue($0, at: TextRange(nowhere, nowhere)) })
    }
}
