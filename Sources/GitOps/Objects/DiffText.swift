/// A unified diff, and whether it is only the beginning of one.
package struct DiffText: Hashable, Sendable {
    package let text: String
    package let isCut: Bool
}
