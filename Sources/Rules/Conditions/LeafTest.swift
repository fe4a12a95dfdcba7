package import JSON
package import Patterns

/// What a leaf asks of the value it sees.
package enum LeafTest: Sendable, Equatable {
    case compare(Comparison, JSONValue)
    case oneOf([JSONValue])
    /// Shorthand, `glob` and `regex`.
    case pattern(StringPattern)
    /// A part of a text, or an element of a list.
    case contains(JSONValue)
    case startsWith(String)
    case endsWith(String)
    case exists(Bool)
    /// Characters of a text, elements of a list.
    case length(Comparison, Int)
    /// `actor = "self"`: the login is HookBot's own.
    case isSelf
    /// A path, by the key `paths` of a rule.
    case path(PathFilter)
}
