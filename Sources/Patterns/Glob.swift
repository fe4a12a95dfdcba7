/// A path pattern over the whole text: `*` and `?` stay inside one folder, `**` crosses them, `[a-z]` and `[!a-z]` stand for
/// one character, `{a,b}` for either, `\` takes the next character as it is. `a/**/b` also means `a/b`.
package struct Glob: Sendable, Equatable {
    package static let maximumLength = Pattern.maximumLength
    /// Of braces inside braces.
    package static let maximumDepth = 4

    package let source: String
    package let isCaseSensitive: Bool
    private let pattern: Pattern

    package init(_ source: String, caseSensitive: Bool = true) throws(PatternError) {
        guard !source.isEmpty else { throw PatternError(.empty, offset: 0) }
        guard source.utf8.count <= Self.maximumLength else {
            throw PatternError(.tooLong(limit: Self.maximumLength), offset: Self.maximumLength)
        }
        self.source = source
        self.isCaseSensitive = caseSensitive
        var translation = GlobTranslation(source)
        let expression = try translation.expression()
        do {
            pattern = try Pattern(unlimited: expression, ignoringCase: !caseSensitive)
        } catch {
            throw PatternError(error.reason == .outOfMemory ? .outOfMemory : .tooLarge, offset: 0)
        }
    }

    package func matches(_ text: String) -> Bool { pattern.matches(text) }
}
