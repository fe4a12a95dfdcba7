/// One file that differs from the base.
package struct ImportedChange: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case added, modified, deleted
        /// The content is the same, the mode is not.
        case mode
    }

    package let path: String
    package let kind: Kind
    /// git's file mode, such as 0o100644; of a deleted file, the one it had.
    package let mode: UInt32
    /// Bytes; 0 for a deleted file.
    package let size: Int
}
