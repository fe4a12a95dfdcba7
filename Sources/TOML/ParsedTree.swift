internal import CToml

/// Owns one `ctoml_document`, whose nodes lie in one list: each node, then the trees of its children.
struct ParsedTree: ~Copyable {
    private let document: OpaquePointer

    init(_ bytes: [UInt8], depthLimit: Int) throws(TOMLError) {
        let document = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { ctoml_parse($0.baseAddress, $0.count, depthLimit) }
        }
        guard let document else { throw TOMLError("no memory to read the text", at: TextLocation(line: 1, column: 1)) }
        var position = ctoml_position()
        if let message = ctoml_error(document, &position) {
            let error = TOMLError(Self.shortened(String(cString: message)), at: TextLocation(position))
            ctoml_free(document)
            throw error
        }
        self.document = document
    }

    deinit { ctoml_free(document) }

    func root() -> TOMLTable {
        var count = 0
        let nodes = UnsafeBufferPointer(start: ctoml_nodes(document, &count), count: count)
        var next = 0
        return Self.value(nodes, &next).table ?? TOMLTable([])
    }

    private static func value(_ nodes: UnsafeBufferPointer<ctoml_node>, _ next: inout Int) -> TOMLValue {
        let node = nodes[next]
        next += 1
        let range = TextRange(TextLocation(node.begin), TextLocation(node.end))
        return TOMLValue(content(of: node, nodes, &next), at: range)
    }

    private static func content(
        of node: ctoml_node, _ nodes: UnsafeBufferPointer<ctoml_node>, _ next: inout Int
    ) -> TOMLContent {
        switch node.kind {
        case CTOML_TABLE:
            var entries: [TOMLEntry] = []
            for _ in 0..<node.child_count {
                let child = nodes[next]
                let key = text(child.key, child.key_length)
                let range = TextRange(TextLocation(child.key_begin), TextLocation(child.key_end))
                entries.append(TOMLEntry(key: key, keyRange: range, value: value(nodes, &next)))
            }
            return .table(TOMLTable(entries))
        case CTOML_ARRAY:
            var elements: [TOMLValue] = []
            for _ in 0..<node.child_count { elements.append(value(nodes, &next)) }
            return .array(elements)
        case CTOML_STRING: return .string(text(node.text, node.text_length))
        case CTOML_INTEGER: return .integer(node.integer)
        case CTOML_FLOAT: return .float(node.real)
        case CTOML_BOOLEAN: return .bool(node.integer != 0)
        default: return .dateTime(text(node.text, node.text_length))
        }
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// Without the parser's own preamble, "Error while parsing key-value pair: ".
    private static func shortened(_ message: String) -> String {
        guard message.hasPrefix("Error while parsing "), let colon = message.firstIndex(of: ":") else { return message }
        return String(message[message.index(after: colon)...].drop { $0 == " " })
    }
}

extension TextLocation {
    fileprivate init(_ position: ctoml_position) {
        self.init(line: max(1, Int(position.line)), column: max(1, Int(position.column)))
    }
}
