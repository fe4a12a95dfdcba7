/// The target of `rel="next"` in a `Link` header (RFC 8288), or nil on the last page.
func nextLink(in header: String) -> String? {
    var rest = Substring(header)
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
        let target = rest[rest.index(after: open)..<close]
        let after = rest[rest.index(after: close)...]
        let end = after.firstIndex(of: "<") ?? after.endIndex
        let parameters = after[..<end].split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " })
        if parameters.contains(where: { $0.lowercased() == "rel=\"next\"" || $0.lowercased() == "rel=next" }) {
            return String(target)
        }
        rest = after[end...]
    }
    return nil
}
