internal import Glibc

extension Files {
    /// Whether nobody but root and the user of this process may write to a file.
    package static func isClosedToOthers(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & 0o022 == 0 && (status.st_uid == geteuid() || status.st_uid == 0)
    }
}
