/// Where a repository is fetched from and pushed to: https, or http towards this machine.
package struct RemoteLocation: Hashable, Sendable {
    /// Without user, password, query or fragment.
    package let url: String
    /// The host and port as one folder name.
    package let hostKey: String
    /// Whether plain http may leave this machine.
    package let allowHTTP: Bool

    let origin: Origin

    /// Nil for every other scheme, for a URL with a user or query, and for plain http to another machine unless allowed.
    package init?(url: String, allowHTTP: Bool = false) {
        guard let origin = Origin(url: url), !url.contains("?"), !url.contains("#") else { return nil }
        guard origin.scheme == "https" || allowHTTP || origin.isLoopback else { return nil }
        self.url = url
        self.allowHTTP = allowHTTP
        self.origin = origin
        hostKey = origin.folderName
    }
}

/// Scheme, host and port of a URL: what a credential is bound to.
struct Origin: Hashable, Sendable {
    let scheme: String
    let host: String
    let port: Int

    /// Reads `scheme://host[:port]/…`; nil for other schemes, for user information, and for characters no host name has.
    init?(url: String) {
        guard let separator = url.firstRange(of: "://"), url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }) else {
            return nil
        }
        scheme = url[..<separator.lowerBound].lowercased()
        let rest = url[separator.upperBound...]
        guard scheme == "https" || scheme == "http", let slash = rest.firstIndex(of: "/") else { return nil }
        let authority = rest[..<slash]
        let portStart = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        let name = authority[..<(portStart ?? authority.endIndex)].lowercased()
        let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
        guard !name.isEmpty, !name.hasPrefix("."), !name.hasPrefix("-"),
            name.utf8.allSatisfy({ Self.isHostByte($0) || (isBracketed && [0x3A, 0x5B, 0x5D].contains($0)) })
        else { return nil }
        host = name
        if let portStart {
            guard let number = Int(authority[authority.index(after: portStart)...]), (1...65_535).contains(number) else {
                return nil
            }
            port = number
        } else {
            port = scheme == "https" ? 443 : 80
        }
    }

    var isLoopback: Bool { host == "localhost" || host == "[::1]" || Self.isLoopbackAddress(host) }

    /// Usual ports are left out, so that the folder of github.com is called `github.com`.
    var folderName: String {
        let name = String(host.map { "[]:".contains($0) ? "_" : $0 })
        return port == (scheme == "https" ? 443 : 80) ? name : "\(name)_\(port)"
    }

    private static func isLoopbackAddress(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
}
