extension DiagnosticCode {
    /// What the code stands for, without the particulars of one fault.
    package var summary: String {
        switch self {
        case .syntax: "The file is no TOML, or says something twice."
        case .unreadableFile: "The file cannot be read."
        case .unknownKey: "There is no such key."
        case .wrongType: "The value has another type, unit or form than the key takes."
        case .missingKey: "Something is missing that must be there."
        case .duplicate: "A name is taken already."
        case .conflict: "Two settings exclude each other."
        case .unsupported: "The language knows this, this version does not."
        case .unsafeValue: "The value would open HookBot to others."
        case .unknownEvent: "GitHub sends no such event or action."
        case .unavailableAttribute: "The attribute is not there for this event."
        case .unknownField: "GitHub's payload has no such field."
        case .missingQuantifier: "A list is compared without saying whether any, all or none is meant."
        case .operatorMismatch: "The operator does not fit the value's type."
        case .badPattern: "The pattern cannot be read, or not in linear time."
        case .impossibleCondition: "The condition is empty or can never hold."
        case .unknownReference: "What is named here is not defined."
        case .badTemplate: "The template cannot be read, or names something that is never there."
        case .unsafeTemplate: "The template may produce something that must not be."
        case .secretInClear: "A secret stands in the file itself."
        case .secretUnavailable: "The secret is not where the file says."
        case .weakSecret: "The secret is too easy to guess."
        case .unreachableRule: "The rule can never match."
        case .weakPermission: "People with little permission can start an agent."
        case .selfTrigger: "The rule may start itself."
        }
    }
}
