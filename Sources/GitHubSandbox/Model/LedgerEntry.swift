package import Identifiers

/// One request and what came of it; the ledger only ever grows.
package struct LedgerEntry: Sendable, Identifiable {
    /// Counts from 1, in order of arrival.
    package let id: Int
    package let time: Timestamp
    package let method: String
    package let path: String
    package var user: String?
    /// SHA-256 of the body, in hexadecimal digits.
    package let bodyHash: String
    /// Nil while it is being answered.
    package var status: Int?
    /// What changed, as in "created pull request 3"; changes made in process have no request and are not listed.
    package var effects: [String] = []
}
