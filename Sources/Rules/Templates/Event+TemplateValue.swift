package import JSON

extension Event {
    /// The value of a template variable: an attribute, `repo.id`, `repo.owner`, `repo.name`, `actor.id`, `url`, or a field of
    /// the payload without quantifiers.
    package func templateValue(_ path: String) -> JSONValue? {
        if let attribute = Attribute(rawValue: path) { return value(of: attribute) }
        switch path {
        case "repo.id": return payload["repository"]?["id"]
        case "repo.owner": return payload["repository"]?["owner"]?["login"]
        case "repo.name": return payload["repository"]?["name"]
        case "actor.id": return payload["sender"]?["id"]
        case "url": return item.map { .string($0.url) }
        default: return (try? FieldPath(path)).flatMap { $0.value(in: payload) }
        }
    }

    /// The variables that `templateValue` knows besides attributes and fields.
    package static let templateVariables = ["repo.id", "repo.owner", "repo.name", "actor.id", "url"]
}

extension FieldPath {
    /// nil where there is nothing, or the path has a quantifier.
    func value(in payload: JSONValue) -> JSONValue? {
        steps.reduce(payload as JSONValue?) { value, step in
            switch step {
            case .member(let name): value?[name]
            case .index(let index): value?[index]
            case .each: nil
            }
        }
    }
}
