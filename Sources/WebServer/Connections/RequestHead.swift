/// The request line and the headers, before anything about them is believed.
struct RequestHead {
    let method: String
    let target: String
    let version: String
    let headers: [(name: String, value: String)]
    /// As it arrived, in bytes.
    let size: Int
    /// Whether its bytes are the parts above and their separators, and nothing else.
    let isExact: Bool
}
