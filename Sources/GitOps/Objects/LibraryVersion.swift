internal import CLibgit2

/// The version of libgit2 in use; fixes that Debian adds do not show in it.
package var libraryVersion: String {
    var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &revision)
    return "\(major).\(minor).\(revision)"
}
