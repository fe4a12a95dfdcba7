extension DiffFile {
    /// Reads the output of `git diff --full-index`, whose names are quoted only where they hold control characters.
    static func parse(_ diff: String) -> [DiffFile] {
        var files: [DiffFile] = []
        var current: DiffFile?
        var patch: [Substring] = []
        func finish() {
            guard var file = current else { return }
            if !patch.isEmpty { file.patch = patch.joined(separator: "\n") }
            files.append(file)
        }
        for line in lines(of: diff) {
            if line.hasPrefix("diff --git ") {
                finish()
                current = DiffFile(path: sharedPath(line))
                patch = []
            } else if !patch.isEmpty || line.hasPrefix("@@") {
                patch.append(line)
                if line.utf8.first == UInt8(ascii: "+") { current?.additions += 1 }
                if line.utf8.first == UInt8(ascii: "-") { current?.deletions += 1 }
            } else {
                current?.readHeader(line)
            }
        }
        if patch.last?.isEmpty == true { patch.removeLast() }
        finish()
        return files
    }

    private mutating func readHeader(_ line: Substring) {
        if line.hasPrefix("new file") {
            status = .added
        } else if line.hasPrefix("deleted file") {
            status = .removed
        } else if line.hasPrefix("rename from ") {
            status = .renamed
            previousPath = DiffFile.unquoted(line.dropFirst(12))
        } else if line.hasPrefix("rename to ") {
            path = DiffFile.unquoted(line.dropFirst(10))
        } else if line.hasPrefix("+++ ") && line != "+++ /dev/null" {
            path = String(DiffFile.unquoted(line.dropFirst(4)).dropFirst(2))
        } else if line.hasPrefix("--- ") && line != "--- /dev/null" && status == .removed {
            path = String(DiffFile.unquoted(line.dropFirst(4)).dropFirst(2))
        } else if line.hasPrefix("index ") {
            let new = line.dropFirst(6).split(separator: " ").first.flatMap { $0.split(separator: ".").last }
            blob = new.map { String($0) }
        }
    }

    /// The path in `diff --git a/x b/x`, for files without hunks, where both sides are the same.
    private static func sharedPath(_ line: Substring) -> String {
        let names = line.dropFirst("diff --git ".count)
        let half = names.utf8.count / 2
        return unquoted(Substring(String(decoding: names.utf8.dropFirst(half + 1), as: UTF8.self))).dropPrefix("b/")
    }

    /// Takes git's C-style quotes off, and the tab that follows a name with spaces.
    private static func unquoted(_ name: Substring) -> String {
        guard name.hasPrefix("\""), let end = name.lastIndex(of: "\"") else {
            return String(name.hasSuffix("\t") ? name.dropLast() : name)
        }
        return String(name[name.index(after: name.startIndex)..<end])
            .replacing("\\\"", with: "\"").replacing("\\t", with: "\t").replacing("\\n", with: "\n")
            .replacing("\\\\", with: "\\")
    }
}

/// The lines of a text, split at line feeds alone: to Swift a carriage return with its line feed is another character.
func lines(of text: some StringProtocol) -> [Substring] {
    Substring(text).utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
}

extension String {
    fileprivate func dropPrefix(_ prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}
