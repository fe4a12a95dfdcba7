/// What kind of fault a diagnostic reports; `E` is an error, `W` a warning.
package enum DiagnosticCode: String, Sendable, CaseIterable, Comparable {
    case syntax = "E001"
    case unreadableFile = "E002"
    case unknownKey = "E101"
    case wrongType = "E103"
    case missingKey = "E104"
    case duplicate = "E105"
    case conflict = "E106"
    case unsupported = "E107"
    case unsafeValue = "E108"
    case unknownEvent = "E201"
    case unavailableAttribute = "E202"
    case unknownField = "E203"
    case missingQuantifier = "E204"
    case operatorMismatch = "E205"
    case badPattern = "E206"
    case impossibleCondition = "E207"
    case unknownReference = "E301"
    case badTemplate = "E302"
    case unsafeTemplate = "E303"
    case secretInClear = "E304"
    case secretUnavailable = "E305"
    case weakSecret = "E306"
    case unreachableRule = "W501"
    case weakPermission = "W502"
    case selfTrigger = "W504"

    package var severity: DiagnosticSeverity { rawValue.hasPrefix("E") ? .error : .warning }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
