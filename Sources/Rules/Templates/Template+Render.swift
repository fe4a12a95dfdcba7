package import JSON

extension Template {
    /// What a template came to, and the variables nobody knew.
    package struct Rendering: Sendable, Equatable {
        package let text: String
        /// They are empty in the text.
        package let missing: [String]
    }

    /// Asks `lookup` for every variable.
    package func render(_ lookup: (String) -> JSONValue?) -> Rendering {
        var text = ""
        var missing: [String] = []
        for segment in segments {
            switch segment {
            case .text(let literal): text += literal
            case .placeholder(let placeholder):
                if let value = lookup(placeholder.path), !value.isNull {
                    text += placeholder.filters.reduce(value) { .string($1.apply(to: $0)) }.templateText
                } else {
                    missing.append(placeholder.path)
                }
            }
        }
        return Rendering(text: text, missing: missing)
    }
}
