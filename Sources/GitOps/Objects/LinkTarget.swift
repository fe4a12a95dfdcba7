/// Where a symbolic link may point.
enum LinkTarget {
    /// Whether a link `depth` folders below the root stays inside the tree. `..` counts only at the beginning: later ones climb
    /// from wherever another link led, which the text alone cannot tell.
    static func staysInside(_ target: [UInt8], depth: Int) -> Bool {
        guard let first = target.first, first != 0x2F else { return false }
        var climbed = 0
        var descending = false
        for part in target.split(separator: 0x2F) where part != [0x2E] {
            if part == [0x2E, 0x2E] {
                climbed += 1
                if descending || climbed > depth { return false }
            } else {
                descending = true
                if EntryName.isGitFolder(part) { return false }
            }
        }
        return true
    }
}
