/// A key that HookBot's language knows and this version does not act on: refused, so that nobody relies on it.
package struct RefusedKey: Sendable {
    package let name: String
    /// What to do instead.
    package let help: String

    init(_ name: String, _ help: String = "remove it") {
        self.name = name
        self.help = help
    }
}
