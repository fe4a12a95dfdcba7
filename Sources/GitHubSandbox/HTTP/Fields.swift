internal import JSON

/// The members of a request's JSON body: unknown ones are ignored, mistyped ones refused, null is absence.
struct Fields: Sendable {
    let members: [String: JSONValue]

    init(_ members: [String: JSONValue] = [:]) { self.members = members }

    subscript(_ name: String) -> JSONValue? {
        guard let value = members[name], !value.isNull else { return nil }
        return value
    }

    func has(_ name: String) -> Bool { members[name] != nil }

    func string(_ name: String) throws(APIError) -> String? {
        guard let value = self[name] else { return nil }
        guard let text = value.string else { throw .mistyped(name, value, isNot: "a string") }
        return text
    }

    func requiredString(_ name: String) throws(APIError) -> String {
        guard let text = try string(name) else { throw .missing(name) }
        return text
    }

    func bool(_ name: String) throws(APIError) -> Bool? {
        guard let value = self[name] else { return nil }
        guard let flag = value.bool else { throw .mistyped(name, value, isNot: "a boolean") }
        return flag
    }

    func integer(_ name: String) throws(APIError) -> Int64? {
        guard let value = self[name] else { return nil }
        guard let number = value.integer else { throw .mistyped(name, value, isNot: "an integer") }
        return number
    }

    func array(_ name: String) throws(APIError) -> [JSONValue]? {
        guard let value = self[name] else { return nil }
        guard let elements = value.array else { throw .mistyped(name, value, isNot: "an array") }
        return elements
    }

    /// Strings, or objects with a `name`, as label lists may hold either.
    func strings(_ name: String) throws(APIError) -> [String]? {
        guard let elements = try array(name) else { return nil }
        var texts: [String] = []
        for element in elements {
            guard let text = element.string ?? element["name"]?.string else {
                throw .mistyped("\(name)/items", element, isNot: "a string")
            }
            texts.append(text)
        }
        return texts
    }

    func object(_ name: String) throws(APIError) -> Fields? {
        guard let value = self[name] else { return nil }
        guard let members = value.object else { throw .mistyped(name, value, isNot: "an object") }
        return Fields(members)
    }
}
