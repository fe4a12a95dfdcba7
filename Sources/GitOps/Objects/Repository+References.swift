internal import CLibgit2
internal import Identifiers

extension Repository {
    /// The commit a reference stands for, through symbolic ones; nil where it does not exist.
    func target(of reference: String) throws(GitError) -> CommitID? {
        var id = git_oid()
        let status = handle.borrow { git_reference_name_to_id(&id, $0, reference) }
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, "git_reference_name_to_id")
        return CommitID(id)
    }

    /// What a symbolic reference points at; nil where it does not exist or is not symbolic.
    func symbolicTarget(of reference: String) throws(GitError) -> String? {
        do {
            let found = try Handle<ReferenceKind>("git_reference_lookup") { created in
                handle.borrow { git_reference_lookup(&created, $0, reference) }
            }
            return found.borrow { git_reference_symbolic_target($0).map { String(cString: $0) } }
        } catch .notFound {
            return nil
        }
    }

    /// Points a reference at a commit, whatever it was before.
    func setReference(_ name: String, to commit: CommitID, log: String) throws(GitError) {
        var id = commit.raw
        _ = try Handle<ReferenceKind>("git_reference_create") { created in
            handle.borrow { git_reference_create(&created, $0, name, &id, 1, log) }
        }
    }

    /// Points a reference at a commit if it is at `expected` (nil: does not exist) at that moment; false where it is not.
    func moveReference(_ name: String, from expected: CommitID?, to commit: CommitID, log: String) throws(GitError) -> Bool {
        var id = commit.raw
        var status: Int32 = 0
        var created: OpaquePointer?
        defer { git_reference_free(created) }
        if let expected {
            var old = expected.raw
            status = handle.borrow { git_reference_create_matching(&created, $0, name, &id, 1, &old, log) }
        } else {
            status = handle.borrow { git_reference_create(&created, $0, name, &id, 0, log) }
        }
        if status == GIT_EMODIFIED.rawValue || status == GIT_EEXISTS.rawValue { return false }
        try check(status, "git_reference_create")
        return true
    }

    func setSymbolicReference(_ name: String, to target: String, log: String) throws(GitError) {
        _ = try Handle<ReferenceKind>("git_reference_symbolic_create") { created in
            handle.borrow { git_reference_symbolic_create(&created, $0, name, target, 1, log) }
        }
    }

    /// Deletes a reference; one that does not exist is fine.
    func deleteReference(_ name: String) throws(GitError) {
        let status = handle.borrow { git_reference_remove($0, name) }
        if status != GIT_ENOTFOUND.rawValue { try check(status, "git_reference_remove") }
    }

    /// The direct references below a prefix such as `refs/heads/`, without that prefix.
    func references(below prefix: String) throws(GitError) -> [String: CommitID] {
        let iterator = try Handle<ReferenceIteratorKind>("git_reference_iterator_glob_new") { created in
            handle.borrow { git_reference_iterator_glob_new(&created, $0, "\(prefix)*") }
        }
        var found: [String: CommitID] = [:]
        while true {
            var next: OpaquePointer?
            let status = iterator.borrow { git_reference_next(&next, $0) }
            if status == GIT_ITEROVER.rawValue { return found }
            try check(status, "git_reference_next")
            defer { git_reference_free(next) }
            guard let name = git_reference_name(next), let target = git_reference_target(next) else { continue }
            found[String(String(cString: name).dropFirst(prefix.utf8.count))] = CommitID(target.pointee)
        }
    }
}
