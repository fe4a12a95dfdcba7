internal import HTTPClient
package import Identifiers

extension GitHubClient {
    /// Every element of a list, following `Link: rel="next"` within the API's own origin, up to the page with the first one that
    /// `isLast` holds for. A list of more than `pages` pages or `maximumBytes` in all is an error, as a part of it would look like
    /// the whole.
    package func all<Element>(
        _ endpoint: Endpoint<[Element]>, for repository: RepositoryName? = nil, limit pages: Int = 100,
        maximumBytes: Int = 64 << 20, until isLast: (Element) -> Bool = { _ in false }
    ) async throws(GitHubError) -> [Element] {
        var elements: [Element] = []
        var bytes = 0
        var call = endpoint.call(at: location)
        for _ in 0..<pages {
            let response = try await response(to: call, for: repository ?? endpoint.repository)
            bytes += response.body.count
            guard bytes <= maximumBytes else { throw .unreadable("a list of more than \(maximumBytes) bytes") }
            let page = try endpoint.read(response.body)
            elements += page
            if page.contains(where: isLast) { return elements }
            guard let link = response.headers["link"], let next = nextLink(in: link) else { return elements }
            guard let address = WebAddress(next, relativeTo: WebAddress(call.url)), address.hasSameOrigin(as: location.address)
            else { throw .unreadable("the next page lies outside \(location.baseURL)") }
            call = Call(method: call.method, url: address.text, accept: call.accept, body: nil)
        }
        throw .unreadable("a list of more than \(pages) pages")
    }
}
