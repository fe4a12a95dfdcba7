internal import CJansson

extension JSONValue {
    /// Reads one JSON text: UTF-8, at most 2048 levels deep, integers within 64 bits; a repeated member name is an error,
    /// as two readers would otherwise see two different values.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var error = json_error_t()
        let root = bytes.withUnsafeBytes { buffer in
            json_loadb(
                buffer.baseAddress, buffer.count, Int(JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL), &error)
        }
        guard let root else {
            let message = withUnsafeBytes(of: error.text) { text in
                String(decoding: text.prefix(while: { $0 != 0 }), as: UTF8.self)
            }
            throw JSONError(message: message, line: Int(error.line), column: Int(error.column))
        }
        defer { json_decref(root) }
        self.init(root)
    }

    package init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

    private init(_ node: UnsafeMutablePointer<json_t>) {
        switch node.pointee.type {
        case JSON_OBJECT:
            var members: [String: JSONValue] = [:]
            members.reserveCapacity(json_object_size(node))
            var iterator = json_object_iter(node)
            while let current = iterator {
                if let key = json_object_iter_key(current), let value = json_object_iter_value(current) {
                    let length = json_object_iter_key_len(current)
                    let name = UnsafeRawBufferPointer(start: key, count: length)
                    members[String(decoding: name, as: UTF8.self)] = JSONValue(value)
                }
                iterator = json_object_iter_next(node, current)
            }
            self = .object(members)
        case JSON_ARRAY:
            var elements: [JSONValue] = []
            elements.reserveCapacity(json_array_size(node))
            for index in 0..<json_array_size(node) {
                if let element = json_array_get(node, index) { elements.append(JSONValue(element)) }
            }
            self = .array(elements)
        case JSON_STRING:
            let text = UnsafeRawBufferPointer(start: json_string_value(node), count: json_string_length(node))
            self = .string(String(decoding: text, as: UTF8.self))
        case JSON_INTEGER: self = .integer(Int64(json_integer_value(node)))
        case JSON_REAL: self = .number(json_real_value(node))
        case JSON_TRUE: self = .bool(true)
        case JSON_FALSE: self = .bool(false)
        default: self = .null
        }
    }
}
