/// What a rule asks of the sender, and what the sender has.
package struct PermissionTrace: Sendable, Equatable {
    package let needed: Permission
    /// nil where it was not looked up.
    package let found: Permission?

    package var verdict: Verdict { found.map { $0 >= needed ? .holds : .fails } ?? .unknown }
}
