internal import Identifiers
internal import JSON

/// One JSON object of an answer, read member by member; members nobody asks for are ignored, and the error for one of the wrong
/// kind names it without quoting it.
struct WireObject {
    private let members: [String: JSONValue]
    private let subject: String

    init(_ value: JSONValue, _ subject: String) throws(GitHubError) {
        guard let members = value.object else { throw .unreadable("\(subject) is not an object") }
        self.members = members
        self.subject = subject
    }

    func text(_ key: String) throws(GitHubError) -> String { try required(key, "text") { $0.string } }
    func integer(_ key: String) throws(GitHubError) -> Int64 { try required(key, "an integer") { $0.integer } }
    func bool(_ key: String) throws(GitHubError) -> Bool { try required(key, "true or false") { $0.bool } }
    func time(_ key: String) throws(GitHubError) -> Timestamp {
        try required(key, "a time") { $0.string.flatMap { Timestamp(iso8601: $0) } }
    }
    func commit(_ key: String) throws(GitHubError) -> CommitID {
        try required(key, "a commit id") { $0.string.flatMap { CommitID($0) } }
    }

    // GitHub writes null or nothing for what is not there.
    func optionalText(_ key: String) throws(GitHubError) -> String? { try optional(key, "text") { $0.string } }
    func optionalInteger(_ key: String) throws(GitHubError) -> Int64? { try optional(key, "an integer") { $0.integer } }
    func optionalBool(_ key: String) throws(GitHubError) -> Bool? { try optional(key, "true or false") { $0.bool } }
    func optionalTime(_ key: String) throws(GitHubError) -> Timestamp? {
        try optional(key, "a time") { $0.string.flatMap { Timestamp(iso8601: $0) } }
    }
    func optionalCommit(_ key: String) throws(GitHubError) -> CommitID? {
        try optional(key, "a commit id") { $0.string.flatMap { CommitID($0) } }
    }

    func has(_ key: String) -> Bool { present(key) != nil }

    func object(_ key: String) throws(GitHubError) -> WireObject {
        try WireObject(members[key] ?? .null, "\(subject).\(key)")
    }

    func optionalObject(_ key: String) throws(GitHubError) -> WireObject? {
        guard let value = present(key) else { return nil }
        return try WireObject(value, "\(subject).\(key)")
    }

    func optional<Value: WireReadable>(_ key: String, _ type: Value.Type) throws(GitHubError) -> Value? {
        guard let object = try optionalObject(key) else { return nil }
        return try Value(object)
    }

    func list<Value: WireReadable>(_ key: String, of type: Value.Type) throws(GitHubError) -> [Value] {
        try readList(members[key] ?? .null, of: type)
    }

    func texts(_ key: String) throws(GitHubError) -> [String] {
        try required(key, "a list of texts") { value in
            guard let elements = value.array else { return nil }
            let texts = elements.compactMap(\.string)
            return texts.count == elements.count ? texts : nil
        }
    }

    /// True members of an object of flags.
    func flags(_ key: String) throws(GitHubError) -> Set<String> {
        guard let value = present(key) else { return [] }
        guard let members = value.object else { throw wrong(key, "an object") }
        return Set(members.filter { $0.value == .bool(true) }.keys)
    }

    /// One of a set of words; words added since are `unknown`.
    func word<Word: RawRepresentable<String>>(_ key: String, else unknown: Word) throws(GitHubError) -> Word {
        Word(rawValue: try text(key).lowercased()) ?? unknown
    }

    private func present(_ key: String) -> JSONValue? {
        guard let value = members[key], !value.isNull else { return nil }
        return value
    }

    private func required<Value>(_ key: String, _ kind: String, _ read: (JSONValue) -> Value?) throws(GitHubError) -> Value {
        guard let value = members[key].flatMap(read) else { throw wrong(key, kind) }
        return value
    }

    private func optional<Value>(_ key: String, _ kind: String, _ read: (JSONValue) -> Value?) throws(GitHubError) -> Value? {
        guard let value = present(key) else { return nil }
        guard let result = read(value) else { throw wrong(key, kind) }
        return result
    }

    private func wrong(_ key: String, _ kind: String) -> GitHubError { .unreadable("\(subject).\(key) is not \(kind)") }
}

func readObject<Value: WireReadable>(_ value: JSONValue, as type: Value.Type) throws(GitHubError) -> Value {
    try Value(try WireObject(value, Value.wireName))
}

func readList<Value: WireReadable>(_ value: JSONValue, of type: Value.Type) throws(GitHubError) -> [Value] {
    guard let elements = value.array else { throw .unreadable("not a list of \(Value.wireName)s") }
    return try elements.map { (element) throws(GitHubError) in try readObject(element, as: type) }
}
