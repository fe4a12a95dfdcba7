package import Identifiers
package import JSON

/// A write to be put in the outbox.
package struct NewGitHubWrite: Sendable {
    package var kind: String
    package var target: String
    package var payload: JSONValue
    package var job: JobID?
    package var marker: String?
    /// A pending write with the same key is replaced rather than sent too; nil for one that stands alone.
    package var coalesceKey: String?
    /// Not to be sent before; at once where nil.
    package var notBefore: Timestamp?
    /// What an edit is an edit of.
    package var remoteID: String?

    package init(
        kind: String, target: String, payload: JSONValue, job: JobID? = nil, marker: String? = nil, coalesceKey: String? = nil,
        notBefore: Timestamp? = nil, remoteID: String? = nil
    ) {
        self.kind = kind
        self.target = target
        self.payload = payload
        self.job = job
        self.marker = marker
        self.coalesceKey = coalesceKey
        self.notBefore = notBefore
        self.remoteID = remoteID
    }
}
