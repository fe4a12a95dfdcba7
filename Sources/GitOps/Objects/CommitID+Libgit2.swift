internal import CLibgit2
internal import Identifiers

extension CommitID {
    /// The identifier libgit2 uses; the text is 40 hexadecimal digits by construction, so parsing cannot fail.
    var raw: git_oid {
        var id = git_oid()
        git_oid_fromstr(&id, description)
        return id
    }

    init(_ id: git_oid) {
        var id = id
        let digits = [CChar](unsafeUninitializedCapacity: 40) { buffer, count in
            git_oid_fmt(buffer.baseAddress, &id)
            count = 40
        }
        // Safe because git_oid_fmt writes exactly 40 lower-case hexadecimal digits.
        self.init(String(decoding: digits.map { UInt8(bitPattern: $0) }, as: UTF8.self))!
    }
}

/// Whether two identifiers are the same.
func same(_ left: git_oid, _ right: git_oid) -> Bool {
    var (left, right) = (left, right)
    return git_oid_equal(&left, &right) != 0
}
