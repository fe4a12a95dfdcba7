package import Patterns

/// Which changed files a rule is for: those that fit one of `include`, or any where there is none, and none of `exclude`.
package struct PathFilter: Sendable, Equatable {
    package let include: [StringPattern]
    package let exclude: [StringPattern]

    package init(include: [StringPattern], exclude: [StringPattern] = []) {
        self.include = include
        self.exclude = exclude
    }

    package func matches(_ path: String) -> Bool {
        (include.isEmpty || include.contains { $0.matches(path) }) && !exclude.contains { $0.matches(path) }
    }

    var text: String {
        func list(_ patterns: [StringPattern]) -> String { patterns.map(\.description).joined(separator: ", ") }
        return (include.isEmpty ? "any" : list(include)) + (exclude.isEmpty ? "" : " but not \(list(exclude))")
    }
}
