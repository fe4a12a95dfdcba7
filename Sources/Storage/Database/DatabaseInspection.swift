/// Looks at a file before the first statement that could change it.
enum DatabaseInspection {
    /// Throws unless the file is intact and its schema is one this version can bring up to date.
    static func require(path: String, options: DatabaseOptions) throws(StorageError) {
        let connection = try Connection(path: path, role: .inspector, options: options)
        let findings = try connection.run("PRAGMA quick_check(1)")
        guard findings.count == 1, findings[0]["quick_check"] == .text("ok") else {
            let detail = try findings.first?.optionalText("quick_check") ?? "no answer"
            throw .damaged(path: path, detail: detail)
        }
        try Migration.requireKnown(Migration.all, on: connection)
    }
}
