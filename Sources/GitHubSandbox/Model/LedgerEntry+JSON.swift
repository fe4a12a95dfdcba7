internal import Identifiers
internal import JSON

extension LedgerEntry {
    var json: JSONValue {
        [
            "number": .integer(Int64(id)), "time": .string(time.description), "method": .string(method),
            "path": .string(path), "user": JSONValue(user), "body_hash": .string(bodyHash), "status": JSONValue(status),
            "effects": .array(effects.map(JSONValue.string)),
        ]
    }
}
