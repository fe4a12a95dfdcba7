internal import Identifiers
internal import JSON

/// What a supervisor is told over its standard input, and keeps in memory only.
struct SupervisorSecrets: Sendable {
    /// Handed on to the agent.
    var environment: [String: Secret]
    /// Kept from it: the proxy's key to the model.
    var modelKey: Secret?
    /// What the agent says to the proxy in its place.
    var modelNonce: Secret?

    init(environment: [String: Secret] = [:], modelKey: Secret? = nil, modelNonce: Secret? = nil) {
        self.environment = environment
        self.modelKey = modelKey
        self.modelNonce = modelNonce
    }

    init(_ value: JSONValue) {
        environment = (value["environment"]?.object ?? [:]).compactMapValues { $0.string.map { Secret($0) } }
        modelKey = value["model_key"]?.string.map { Secret($0) }
        modelNonce = value["model_nonce"]?.string.map { Secret($0) }
    }

    var words: [UInt8] {
        let named = JSONValue.object(environment.mapValues { .string($0.exposedText) })
        return JSONValue.object([
            "environment": named, "model_key": JSONValue(modelKey?.exposedText),
            "model_nonce": JSONValue(modelNonce?.exposedText),
        ]).bytes
    }
}
