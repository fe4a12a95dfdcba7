extension JobFilter {
    /// Nine places for states, as a list of any length cannot be one parameter in every database.
    var arguments: [SQLValue] {
        let chosen = JobStateName.allCases.map { states.isEmpty || states.contains($0) ? $0.rawValue : "" }
        return chosen.map(SQLValue.text) + [
            .repository(repository), .string(client), .string(feature), .number(itemNumber), .string(concurrencyGroup),
            .string(rule),
        ]
    }
}
