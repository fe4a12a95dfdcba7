internal import Identifiers
internal import JSON
internal import Patterns
internal import Rules

/// Whether a template can only ever give names of branches that HookBot may push.
enum BranchTemplate {
    /// The first problem, or nil: what its values may hold, then what comes of titles that have broken names of branches before.
    static func problem(of template: Template, protected: [StringPattern]) -> RuleProblem? {
        template.branchProblems().first ?? sampleProblem(of: template, protected)
    }

    private static func sampleProblem(of template: Template, _ protected: [StringPattern]) -> RuleProblem? {
        let dates = Set(template.placeholders.filter { $0.filters.contains(.date) }.map(\.path))
        for title in titles {
            let name = template.render { path in
                if dates.contains(path) { return "2026-01-31T12:00:00Z" }
                return path == "number" || path.hasSuffix(".id") ? 1 : path == "kind" ? "issue" : .string(title)
            }.text
            guard BranchName(name) != nil else {
                return RuleProblem(
                    .unsafeTemplate,
                    "with the title \"\(title.shortened)\" this gives '\(name.shortened)', which is no name for a branch",
                    help: "put {{ number }} or something fixed beside the text")
            }
            if protected.contains(where: { $0.matches(name) }) {
                return RuleProblem(
                    .unsafeTemplate, "this can give the protected branch '\(name.shortened)'",
                    help: "start the name with hookbot/")
            }
        }
        return nil
    }

    private static let titles = [
        "Fix the crash", "", "lock", "a.lock", "..", "-", "HEAD", "main", "日本語", String(repeating: "x", count: 400),
    ]
}
