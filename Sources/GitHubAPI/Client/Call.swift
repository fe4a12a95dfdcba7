internal import HTTPClient

/// One request to GitHub without who asks: what every endpoint comes down to.
struct Call: Sendable {
    let method: HTTPMethod
    let url: String
    let accept: String
    let body: [UInt8]?

    func headers(userAgent: String) -> HTTPHeaders {
        var headers: HTTPHeaders = [
            "User-Agent": userAgent, "Accept": accept, "X-GitHub-Api-Version": "2022-11-28",
        ]
        if body != nil { headers["Content-Type"] = "application/json" }
        return headers
    }
}
