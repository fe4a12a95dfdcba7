/// Rules for the name of one entry in a tree: what any checkout on any system could take for git's own folder is unsafe.
enum EntryName {
    /// A name longer than this cannot exist on Linux (NAME_MAX).
    static let longest = 255

    static func isSafe(_ name: some Collection<UInt8>) -> Bool {
        guard !name.isEmpty, name.count <= longest, !name.contains(0), !name.contains(0x2F) else { return false }
        // On Windows a backslash parts folders, so each part must be safe by itself.
        return name.split(separator: 0x5C, omittingEmptySubsequences: false).allSatisfy { part in
            !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8) && !isGitFolder(part)
        }
    }

    /// `.git` as Linux, NTFS (`.GIT. `, `git~1`, `.git::$DATA`) or HFS+ (invisible characters in between) would read it.
    static func isGitFolder(_ name: some Collection<UInt8>) -> Bool {
        let visible = String(decoding: name, as: UTF8.self).unicodeScalars.filter { !isIgnoredByHFS($0.value) }
        var text = String(String.UnicodeScalarView(visible)).lowercased()
        if let colon = text.firstIndex(of: ":") { text = String(text[..<colon]) }
        while text.hasSuffix(" ") || text.hasSuffix(".") { text.removeLast() }
        return text == ".git" || text == "git~1"
    }

    /// The code points HFS+ leaves out when it compares names, as in git's utf8.c.
    private static func isIgnoredByHFS(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: true
        default: false
        }
    }

    static func isUTF8(_ name: some Collection<UInt8>) -> Bool { String(validating: name, as: UTF8.self) != nil }
}
