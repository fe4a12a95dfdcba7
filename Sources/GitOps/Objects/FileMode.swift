/// The modes git knows for the entries of a tree.
enum FileMode: UInt32 {
    case folder = 0o040000
    case file = 0o100644
    case executable = 0o100755
    case link = 0o120000
    case submodule = 0o160000

    /// Older writers left modes such as 100664 in trees; like git, only the owner's execute bit counts.
    init(normalising mode: UInt32) {
        self =
            switch mode & 0o170000 {
            case 0o040000: .folder
            case 0o120000: .link
            case 0o160000: .submodule
            default: mode & 0o100 != 0 ? .executable : .file
            }
    }

    var isFile: Bool { self == .file || self == .executable }
}
