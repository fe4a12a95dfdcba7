package import Identifiers

/// A git remote that HookBot knows.
package struct Repository: Hashable, Sendable {
    package let id: RepositoryID
    package let clientID: String
    package let provider: String
    package let name: RepositoryName
    package let defaultBranch: String
    package let url: String?
    /// The host's own number, which survives renames.
    package let externalID: Int64?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    init(_ row: Row) throws(StorageError) {
        id = try row.repository("id")
        clientID = try row.text("client_id")
        provider = try row.text("provider")
        let (owner, name) = (try row.text("owner_name"), try row.text("repo_name"))
        self.name = try row.present(RepositoryName(owner: owner, name: name), "repo_name")
        defaultBranch = try row.text("default_branch")
        url = try row.optionalText("url")
        externalID = try row.optionalInteger("external_id")
        createdAt = try row.time("created_at")
        updatedAt = try row.time("updated_at")
    }
}
