internal import Identifiers
internal import JSON

extension Template {
    /// E303: values that people choose must pass `slug`, and what stands around the values must make a branch name.
    package func branchProblems() -> [RuleProblem] {
        let free = placeholders.filter { !$0.isBranchSafe }
        guard free.isEmpty else {
            return free.map {
                RuleProblem(
                    .unsafeTemplate, "'\($0.path)' may hold characters that no branch may have",
                    help: "write {{ \($0.path) | slug }}", offset: $0.offset)
            }
        }
        let example = render { _ in 1 }.text
        guard BranchName(example) == nil else { return [] }
        return [
            RuleProblem(
                .unsafeTemplate, "'\(example.shown)' would not be a branch name",
                help: "letters, digits, '/', '_', '.', '+', '@' and '-'; at most 200 bytes", offset: 0)
        ]
    }
}

extension Placeholder {
    /// A number, a word of ours, or a slug that at most was shortened afterwards.
    fileprivate var isBranchSafe: Bool {
        let own: Set<String> = ["number", "kind", "repo.id", "actor.id", "job.id"]
        guard let slug = filters.lastIndex(of: .slug) else {
            return filters.last == .date || (own.contains(path) && filters.allSatisfy(\.isTruncation))
        }
        return filters[(slug + 1)...].allSatisfy(\.isTruncation)
    }
}

extension TemplateFilter {
    fileprivate var isTruncation: Bool { if case .truncate = self { true } else { false } }
}
