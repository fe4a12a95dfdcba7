/// Something in a tree that cannot be taken over.
package struct ImportProblem: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// A folder with a `.git` of its own, or a submodule somebody put files into.
        case nestedRepository
        /// A named pipe, socket or device.
        case specialFile
        /// The file or folder cannot be read; says why.
        case unreadable(String)
        /// A name git or another system would take for something else.
        case unsafeName
        case nameNotUTF8
        case pathTooLong
        case tooDeep
        case tooManyEntries(limit: Int)
        case tooManyChanges(limit: Int)
        case fileTooLarge(size: Int, limit: Int)
        case totalTooLarge(limit: Int)
        /// A link to an absolute path, out of the tree or into a git folder; says where to.
        case linkLeavesTree(target: String)
    }

    /// Repaired where it is not UTF-8.
    package let path: String
    package let kind: Kind

    package var description: String {
        switch kind {
        case .nestedRepository: "\(path): is a git repository of its own"
        case .specialFile: "\(path): is a pipe, socket or device"
        case .unreadable(let reason): "\(path): cannot be read (\(reason))"
        case .unsafeName: "\(path): has a name that git or another system reads as something else"
        case .nameNotUTF8: "\(path): has a name that is not UTF-8"
        case .pathTooLong: "\(path): has a path that is too long"
        case .tooDeep: "\(path): lies too many folders deep"
        case .tooManyEntries(let limit): "\(path): the tree has more than \(limit) entries"
        case .tooManyChanges(let limit): "\(path): more than \(limit) files changed"
        case .fileTooLarge(let size, let limit): "\(path): has \(size) bytes, more than \(limit)"
        case .totalTooLarge(let limit): "\(path): all new content together has more than \(limit) bytes"
        case .linkLeavesTree(let target): "\(path): links to \(target), out of the tree"
        }
    }
}
