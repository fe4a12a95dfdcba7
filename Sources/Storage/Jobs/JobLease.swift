package import Identifiers

/// Who works on a running job, and until when without a sign of life.
package struct JobLease: Hashable, Sendable {
    package let node: String
    package let token: String
    package let until: Timestamp
}
