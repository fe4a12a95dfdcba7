internal import JSON
internal import WebServer

/// An answer of the proxy's own, in the shape of the Messages API's errors.
struct Refusal {
    let status: Int
    let type: String
    let message: String

    var response: Response {
        .json(
            ["type": "error", "error": ["type": .string(type), "message": .string("HookBot: \(message)")]], status: status)
    }
}
