/// What may happen to a value on its way into a text.
package enum TemplateFilter: Sendable, Equatable {
    /// Lower-case ASCII letters and digits, everything else a single `-`: fit for a branch name.
    case slug
    /// At most this many characters.
    case truncate(Int)
    /// A Markdown quotation: `> ` before every line.
    case quote
    /// JSON text, quotes included.
    case json
    /// Shown by Markdown as it is: no formatting, no mention, no command.
    case markdownEscape
    /// A Markdown code span.
    case code
    /// `2026-01-31` of an ISO 8601 time or of seconds since 1970.
    case date

    package static let names = ["slug", "truncate", "quote", "json", "md-escape", "code", "date"]

    init?(name: String, argument: Int?) {
        switch (name, argument) {
        case ("slug", nil): self = .slug
        case ("truncate", let length?): self = .truncate(length)
        case ("quote", nil): self = .quote
        case ("json", nil): self = .json
        case ("md-escape", nil): self = .markdownEscape
        case ("code", nil): self = .code
        case ("date", nil): self = .date
        default: return nil
        }
    }
}
