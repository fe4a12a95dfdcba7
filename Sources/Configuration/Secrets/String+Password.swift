extension String {
    /// The text with `*` for each character of a password in a URL, before the host or among the parameters; nothing moves.
    var hidingPassword: String {
        var hidden = ""
        var rest = self[...]
        while let scheme = rest.firstRange(of: "://") {
            hidden += rest[..<scheme.upperBound]
            rest = rest[scheme.upperBound...]
            let url = rest.prefix { $0 != "\"" && $0 != "'" && $0 != " " }
            hidden += Self.hidden(url)
            rest = rest[url.endIndex...]
        }
        return hidden + rest
    }

    private static func hidden(_ url: Substring) -> String {
        var text = String(url)
        // Up to the last '@': a password may hold one that nobody has escaped.
        if let at = url.lastIndex(of: "@"), let colon = url[..<at].firstIndex(of: ":") {
            let start = url.index(after: colon)
            text = url[..<start] + stars(url[start..<at]) + url[at...]
        }
        guard let name = text.firstRange(of: "password=") else { return text }
        let value = text[name.upperBound...].prefix { $0 != "&" }
        return text[..<name.upperBound] + stars(value) + text[value.endIndex...]
    }

    private static func stars(_ text: Substring) -> String { String(repeating: "*", count: text.unicodeScalars.count) }
}
