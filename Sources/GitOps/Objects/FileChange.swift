/// One file that differs between two commits.
package struct FileChange: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable {
        case added, modified, deleted, renamed
        /// A file became a link or a submodule, or the other way round.
        case typeChanged
    }

    package let status: Status
    /// The new path, or the old one of a deleted file; repaired where it was not UTF-8.
    package let path: String
    /// Where a renamed file was before.
    package let oldPath: String?
    /// git's file modes, such as 0o100644; 0 where the side does not exist.
    package let oldMode: UInt32
    package let newMode: UInt32
    /// Bytes; 0 where the side does not exist or is a submodule.
    package let oldSize: Int
    package let newSize: Int
    /// Lines; 0 for binary files.
    package let additions: Int
    package let deletions: Int
    package let isBinary: Bool
}
