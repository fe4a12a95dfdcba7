/// What GitHub's payloads contain, as far as it is described here; what is not described is allowed.
package enum PayloadSchema {
    /// What a path leads to.
    package enum Lookup: Sendable, Equatable {
        case found(ValueType)
        /// The object at `parent` has no such member.
        case unknown(parent: String, name: String, candidates: [String])
        /// A member or an element of a list was asked for without saying of which element.
        case needsQuantifier(list: String, of: ValueType)
        /// A member, or an element, of something that has none.
        case notAContainer(String, ValueType)
    }

    /// Events whose payload is described.
    package static let events = roots.keys.sorted()

    package static func lookUp(_ path: FieldPath, in event: String) -> Lookup {
        guard let members = roots[event] else { return .found(.anything) }
        var type = ValueType.object(event)
        var text = ""
        for step in path.steps {
            if type == .anything { return .found(.anything) }
            switch (step, type) {
            case (.member(let name), .object(let object)):
                let known = text.isEmpty ? members.merging(commonMembers) { own, _ in own } : objects[object] ?? [:]
                guard let next = known[name] ?? (isURL(name) ? .text : nil) else {
                    return .unknown(parent: text, name: name, candidates: known.keys.sorted())
                }
                type = next
            case (.member, .list(let element)): return .needsQuantifier(list: text, of: element)
            case (.index, .list(let element)), (.each, .list(let element)): type = element
            default: return .notAContainer(text, type)
            }
            text = extended(text, by: step)
        }
        return .found(type)
    }

    /// Members of an object, for messages.
    static func members(of object: String) -> [String: ValueType] { objects[object] ?? [:] }

    private static func isURL(_ name: String) -> Bool { name == "url" || name.hasSuffix("_url") }

    private static func extended(_ text: String, by step: FieldPath.Step) -> String {
        switch step {
        case .member(let name): text.isEmpty ? name : "\(text).\(name)"
        case .index(let index): "\(text)[\(index)]"
        case .each(let quantifier): "\(text)[\(quantifier.rawValue)]"
        }
    }

    private static let objects = table(objectTable)
    private static let roots = table(rootTable)
    private static let commonMembers = objects["event"] ?? [:]

    /// `name member:type …`: `#` is a number, `?` true or false, `@x` an object, `*` anything, `[…]` a list; no type is a text.
    private static func table(_ text: String) -> [String: [String: ValueType]] {
        var result: [String: [String: ValueType]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            var members: [String: ValueType] = [:]
            for word in words.dropFirst() {
                let parts = word.split(separator: ":", maxSplits: 1)
                members[String(parts[0])] = type(parts.count == 2 ? parts[1] : "")
            }
            result[String(words[0])] = members
        }
        return result
    }

    private static func type(_ text: Substring) -> ValueType {
        if text.hasPrefix("[") { return .list(type(text.dropFirst().dropLast())) }
        if text.hasPrefix("@") { return .object(String(text.dropFirst())) }
        return switch text {
        case "#": .number
        case "?": .bool
        case "*": .anything
        default: .text
        }
    }
}
