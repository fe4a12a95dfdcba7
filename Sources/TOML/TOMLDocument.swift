internal import CToml

/// A text read as TOML 1.0.
package struct TOMLDocument: Sendable {
    package let root: TOMLTable

    /// Reads strict UTF-8 of at most `sizeLimit` bytes and `depthLimit` levels; a repeated key is an error.
    package init(parsing bytes: [UInt8], sizeLimit: Int = 1 << 20, depthLimit: Int = 64) throws(TOMLError) {
        guard bytes.count <= sizeLimit else {
            throw TOMLError("the text has \(bytes.count) bytes; at most \(sizeLimit) are read", at: Self.beginning)
        }
        try TextCheck.check(bytes)
        do {
            root = try Self.read(bytes, depthLimit: depthLimit)
        } catch {
            throw RepeatedKey.located(error, in: bytes, read: { try? Self.read($0, depthLimit: depthLimit) })
        }
    }

    package init(parsing text: String) throws(TOMLError) { try self.init(parsing: Array(text.utf8)) }

    private static let beginning = TextLocation(line: 1, column: 1)

    private static func read(_ bytes: [UInt8], depthLimit: Int) throws(TOMLError) -> TOMLTable {
        let tree = try ParsedTree(bytes, depthLimit: depthLimit)
        return tree.root()
    }
}
