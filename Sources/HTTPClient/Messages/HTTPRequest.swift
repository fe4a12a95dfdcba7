package import Identifiers

/// A request to send; what authorises it is kept apart from the other headers, so that no description can show it.
package struct HTTPRequest: Sendable, CustomStringConvertible {
    package var method: HTTPMethod
    package var url: String
    package var headers: HTTPHeaders
    /// The value of the `Authorization` header, scheme included.
    package var authorization: Secret?
    package var body: [UInt8]?

    package init(
        _ method: HTTPMethod, _ url: String, headers: HTTPHeaders = [:], authorization: Secret? = nil, body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.body = body
    }

    package var description: String { "\(method.rawValue) \(url)" }
}
