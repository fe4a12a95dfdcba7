internal import CLibgit2

/// libgit2's process-wide settings, made once before the first call.
enum Library {
    /// Starts libgit2 on first use and does nothing afterwards.
    static func start() { _ = started }

    /// No configuration outside a repository is ever read: an unreadable or hostile `~/.gitconfig` changes nothing. Checking
    /// that a repository belongs to the running user stays on, as libgit2 has it by default.
    private static let started: Int32 = {
        let status = git_libgit2_init()
        for level in [GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL] {
            _ = cgit_set_search_path(level.rawValue, "")
        }
        let flags = [
            GIT_OPT_ENABLE_FSYNC_GITDIR, GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION,
            GIT_OPT_ENABLE_STRICT_SYMBOLIC_REF_CREATION, GIT_OPT_SET_OWNER_VALIDATION,
        ]
        for flag in flags { _ = cgit_set_flag(Int32(flag.rawValue), 1) }
        _ = cgit_set_user_agent("hookbot")
        return status
    }()

    /// Bounds what a pack from the network may hold; for the transfer process only, as it binds reading packs as well.
    static func limitPacks(objects: Int, objectSize: Int) {
        _ = cgit_set_size(Int32(GIT_OPT_SET_PACK_MAX_OBJECTS.rawValue), objects)
        _ = cgit_set_size(Int32(GIT_OPT_SET_PACK_MAX_OBJECT_SIZE.rawValue), objectSize)
    }

    /// Trusts the certificate authorities of a PEM file instead of the system's.
    static func trustCertificates(of file: String) throws(GitError) {
        try check(cgit_set_certificates(file), "git_libgit2_opts")
    }
}
