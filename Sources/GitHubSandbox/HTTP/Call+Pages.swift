internal import JSON
internal import WebServer

extension Call {
    /// One page of a list and the Link header that leads to the others.
    func slice<Element>(_ elements: [Element]) async -> (elements: ArraySlice<Element>, link: String?) {
        let size = min(100, max(1, request.query("per_page").flatMap { Int($0) } ?? 30))
        let page = max(1, request.query("page").flatMap { Int($0) } ?? 1)
        let last = max(1, (elements.count + size - 1) / size)
        let start = min(elements.count, (min(page, last + 1) - 1) * size)
        let slice = elements[start..<min(elements.count, start + size)]
        guard last > 1 else { return (slice, nil) }
        let base = await server.state.snapshot.addresses.web
        var links: [String] = []
        func add(_ page: Int, _ relation: String) { links.append("<\(base)\(target(page: page))>; rel=\"\(relation)\"") }
        if page > 1 { add(min(page, last + 1) - 1, "prev") }
        if page < last { add(page + 1, "next") }
        if page < last { add(last, "last") }
        if page > 1 { add(1, "first") }
        return (slice, links.joined(separator: ", "))
    }

    /// A list as a JSON array, one page of it.
    func list<Element>(_ elements: [Element], _ json: (Element) -> JSONValue) async -> Response {
        let (slice, link) = await slice(elements)
        let response = Response.json(.array(slice.map(json)))
        return link.map { response.with(header: "Link", $0) } ?? response
    }

    /// A list inside an object with its whole length.
    func list<Element>(_ elements: [Element], as name: String, _ json: (Element) -> JSONValue) async -> Response {
        let (slice, link) = await slice(elements)
        let response = Response.json(
            .object(["total_count": .integer(Int64(elements.count)), name: .array(slice.map(json))]))
        return link.map { response.with(header: "Link", $0) } ?? response
    }

    /// This request for another page; GitHub's links name the repository by its id, so this one does too.
    private func target(page: Int) -> String {
        var path = String(request.target.prefix { $0 != "?" })
        if let id = parameters["known_id"], let owner = parameters["owner"], let repo = parameters["repo"] {
            path = path.replacing("/repos/\(owner)/\(repo)", with: "/repositories/\(id)", maxReplacements: 1)
        }
        let query = request.query.filter { $0.name != "page" }.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        return "\(path)?\((query + ["page=\(page)"]).joined(separator: "&"))"
    }
}
