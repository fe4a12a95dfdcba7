internal import JSON
internal import Patterns

extension LeafTest {
    /// The word of the configuration that asks for this test.
    package var operatorName: String {
        switch self {
        case .compare(let comparison, _): comparison.rawValue
        case .oneOf: Operator.in.rawValue
        case .pattern(let pattern):
            switch pattern.kind {
            case .exact: Operator.eq.rawValue
            case .glob: Operator.glob.rawValue
            case .regex: Operator.regex.rawValue
            }
        case .contains: Operator.contains.rawValue
        case .startsWith: Operator.startsWith.rawValue
        case .endsWith: Operator.endsWith.rawValue
        case .exists: Operator.exists.rawValue
        case .length: Operator.length.rawValue
        case .isSelf: "is"
        case .path: "paths"
        }
    }

    /// What was asked for, as JSON text.
    package var expectedText: String {
        switch self {
        case .compare(_, let value), .contains(let value): value.text()
        case .oneOf(let values): JSONValue.array(values).text()
        case .pattern(let pattern):
            switch pattern.kind {
            case .exact(let text): JSONValue.string(text).text()
            case .glob(let glob): JSONValue.string(glob.source).text()
            case .regex(let regex): "/\(regex.source)/"
            }
        case .startsWith(let text), .endsWith(let text): JSONValue.string(text).text()
        case .exists(let expected): expected ? "true" : "false"
        case .length(let comparison, let count): "\(comparison.rawValue) \(count)"
        case .isSelf: "self"
        case .path(let filter): filter.text
        }
    }
}
