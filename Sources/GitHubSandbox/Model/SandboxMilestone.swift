/// A milestone of a repository.
package struct SandboxMilestone: Sendable, Identifiable {
    package let id: Int64
    package let number: Int
    package let title: String
    var isOpen = true
}
