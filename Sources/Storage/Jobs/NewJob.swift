package import Identifiers
package import JSON

/// A job to be put in line.
package struct NewJob: Sendable {
    package var id: JobID
    package var repository: RepositoryID
    package var prompt: String
    /// The branch it will push; nil for a job that pushes none.
    package var branchName: BranchName?
    package var title: String?
    package var kind: String
    /// Where it came from, as in `rule`, `command` or `api`.
    package var source: String
    package var feature: String?
    package var createdByTeamMember: String?
    package var delivery: Int64?
    package var rule: String?
    package var actionIndex = 0
    /// At most one job exists for each key; nil for work that may be asked for twice.
    package var dedupeKey: String?
    /// At most `concurrencyLimit` jobs of a group run at a time.
    package var concurrencyGroup: String?
    package var concurrencyLimit = 1
    /// When it is to be ended, wherever it stands then.
    package var deadline: Timestamp?
    /// Larger is sooner.
    package var priority = 0
    package var maxAttempts = 2
    /// Not to be claimed before.
    package var notBefore: Timestamp?
    package var baseBranch: String?
    package var item: JobItem?
    /// Whose doing it was, as a login.
    package var actor: String?
    package var agent: String?
    package var settings: JSONValue = [:]
    /// What it was started by, as vetted at that time.
    package var trigger: JSONValue = [:]
    package var retryOf: JobID?
    package var duplicateOf: JobID?

    package init(
        id: JobID, repository: RepositoryID, prompt: String, branchName: BranchName? = nil, kind: String, source: String
    ) {
        self.id = id
        self.repository = repository
        self.prompt = prompt
        self.branchName = branchName
        self.kind = kind
        self.source = source
    }
}
