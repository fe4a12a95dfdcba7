internal import CJansson
internal import Glibc

/// How JSON text is laid out.
package enum JSONLayout: Sendable {
    case compact, indented
}

extension JSONValue: CustomStringConvertible {
    package var description: String { text() }

    /// JSON text with members sorted by name, so that equal values give equal text.
    package func text(_ layout: JSONLayout = .compact) -> String {
        let node = makeNode()
        defer { json_decref(node) }
        // JSON_INDENT(n) is a macro: n in the low five bits.
        let flags = Int(JSON_SORT_KEYS | JSON_ENCODE_ANY) | (layout == .compact ? Int(JSON_COMPACT) : 2)
        // Safe because dumping fails only for a value jansson itself refused to build, and makeNode builds no such value.
        let text = json_dumps(node, flags)!
        defer { free(text) }
        return String(cString: text)
    }

    /// The bytes of `text()`.
    package var bytes: [UInt8] { Array(text().utf8) }

    /// A new reference; the caller gives it back with json_decref.
    private func makeNode() -> UnsafeMutablePointer<json_t> {
        let node: UnsafeMutablePointer<json_t>? =
            switch self {
            case .null: json_null()
            case .bool(let value): value ? json_true() : json_false()
            case .integer(let value): json_integer(json_int_t(value))
            // JSON has no infinities: jansson refuses them, and null is what JavaScript writes.
            case .number(let value): value.isFinite ? json_real(value) : json_null()
            case .string(let value):
                Array(value.utf8).withUnsafeBufferPointer { bytes in
                    bytes.withMemoryRebound(to: CChar.self) { json_stringn($0.baseAddress ?? emptyText, $0.count) }
                }
            case .array(let elements): makeArray(elements)
            case .object(let members): makeObject(members)
            }
        // Safe because the constructors fail only without memory.
        return node!
    }

    private func makeArray(_ elements: [JSONValue]) -> UnsafeMutablePointer<json_t>? {
        let node = json_array()
        for element in elements { json_array_append_new(node, element.makeNode()) }
        return node
    }

    private func makeObject(_ members: [String: JSONValue]) -> UnsafeMutablePointer<json_t>? {
        let node = json_object()
        for (name, value) in members {
            var key = name
            key.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    _ = json_object_setn_new_nocheck(node, $0.baseAddress ?? emptyText, $0.count, value.makeNode())
                }
            }
        }
        return node
    }
}

/// What an empty string points at; jansson wants a pointer even for no bytes. Safe because it is never written.
private nonisolated(unsafe) let emptyText: UnsafePointer<CChar> = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))
