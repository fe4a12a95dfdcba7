package import JSON
internal import TOML

extension ConfigurationSchema {
    /// JSON Schema (2020-12) of the file, for editors. It knows keys, types and ranges; what keys mean together it cannot say.
    package static func jsonSchema() -> JSONValue {
        let byName: (SectionSchema, [String: JSONValue]) -> JSONValue = { section, nested in
            ["type": "object", "additionalProperties": object(section, nested)]
        }
        let actions: [JSONValue] = Self.actions.map {
            object($0.schema, ["if": object(actionCondition, ["job-outcome": ["type": ["string", "array"]]])])
        }
        let root = object(
            top,
            [
                "server": object(server), "storage": object(storage, ["retention": object(retention)]),
                "github": object(gitHub), "limits": object(limits), "git": object(git, ["author": object(author)]),
                "agent": byName(agent, ["budget": object(budget)]), "accounts": byName(account, ["quota": object(quota)]),
                "commands": object(commands), "endpoint": byName(endpoint, [:]),
                "command": byName(command, ["when": ["anyOf": [["const": "always"], ["type": "object", "minProperties": 1]]]]),
                "rule": [
                    "type": "array",
                    "items": object(
                        rule,
                        [
                            "when": ["anyOf": [["const": "always"], ["type": "object", "minProperties": 1]]],
                            "budget": object(ruleBudget), "concurrency": object(concurrency), "cooldown": object(cooldown),
                            "do": ["type": "array", "items": ["anyOf": .array(actions)]],
                        ]),
                ],
            ])
        guard case .object(var members) = root else { return root }
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["title"] = "HookBot"
        return .object(members)
    }

    private static func object(_ section: SectionSchema, _ nested: [String: JSONValue] = [:]) -> JSONValue {
        var properties: [String: JSONValue] = [:]
        for key in section.keys {
            var schema = (nested[key.name] ?? key.type.jsonSchema).object ?? [:]
            schema["description"] = .string(key.meaning)
            if let standard = key.standard.flatMap({ JSONValue($0) }) { schema["default"] = standard }
            properties[key.name] = .object(schema)
        }
        let required = section.keys.filter(\.isRequired).map { JSONValue.string($0.name) }
        return [
            "type": "object", "description": .string(section.meaning), "properties": .object(properties),
            "required": .array(required),
            "additionalProperties": false,
        ]
    }
}

extension KeyType {
    fileprivate var jsonSchema: JSONValue {
        switch self {
        case .text, .path: ["type": "string"]
        case .choice(let words): ["enum": .array(words.map { .string($0) })]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .decimal(let range): ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
        case .flag: ["type": "boolean"]
        case .duration: ["type": "string", "pattern": "^([0-9]+(ms|s|m|h|d))+$"]
        case .size: ["type": "string", "pattern": "^[0-9]+ *(B|[KMG]iB|[kKMG]B)$"]
        case .texts: ["type": "array", "items": ["type": "string"]]
        case .secret: ["type": "string", "pattern": "^(env|file|credential):."]
        case .secrets: ["type": "array", "items": ["type": "string", "pattern": "^(env|file|credential):."]]
        case .nested: [:]
        }
    }
}
