extension CommandGrammar {
    /// What an edit asks for that the text before it did not: new commands and changed ones, and what is newly wrong.
    ///
    /// A command that could not run before, because something beside it was wrong, is new once it can.
    package func added(old: String, new: String) -> ParsedComment {
        let before = parse(old)
        var after = parse(new)
        var done: [String: Int] = [:]
        for invocation in before.runnable { done[invocation.canonical, default: 0] += 1 }
        after.invocations.removeAll { invocation in
            guard let count = done[invocation.canonical], count > 0 else { return false }
            done[invocation.canonical] = count - 1
            return true
        }
        // Two commands contradict each other only where both are to run now.
        after.problems.removeAll { if case .contradiction = $0.kind { true } else { false } }
        findContradictions(&after)
        return after
    }
}
