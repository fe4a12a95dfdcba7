internal import Patterns
internal import Rules
internal import TOML

extension RuleReader {
    /// `paths` as the condition that it stands for: one of the changed files fits. nil where it is not there, or wrong.
    func paths(on events: [EventPattern]) -> Condition? {
        guard let value = section.raw("paths") else { return nil }
        loading.record("\(section.path).paths", "\(value.content)", from: loading.origin(of: value.range))
        var filter: PathFilter?
        if value.array != nil {
            filter = patterns(value).map { PathFilter(include: $0) }
        } else if let table = value.table {
            for entry in table.entries where !["include", "exclude"].contains(entry.key) {
                loading.report(
                    .unknownKey, at: entry.keyRange, "unknown key '\(entry.key.shortened)' in paths",
                    help: "keys: include, exclude")
            }
            let (include, exclude) = (table["include"].map(patterns), table["exclude"].map(patterns))
            if include == nil, exclude == nil {
                loading.report(.missingKey, at: value.range, "paths has neither include nor exclude")
            } else if let include = include ?? [], let exclude = exclude ?? [] {
                filter = PathFilter(include: include, exclude: exclude)
            }
        } else {
            loading.report(
                .wrongType, at: value.range,
                "expected globs such as [\"src/**\"], or { include = [..], exclude = [..] }, got \(value.content.kind)")
        }
        guard let filter else { return nil }
        let leaf = Leaf(
            .attribute(.files, .any), .path(filter), location: section.range.map { "\(loading.source.path):\($0.start)" })
        for problem in leaf.problems(for: events) { configuration.report(problem, at: value.range, in: nil) }
        return .leaf(leaf)
    }

    /// Plain texts are globs; nil where one is wrong or there is none.
    private func patterns(_ value: TOMLValue) -> [StringPattern]? {
        guard let elements = value.array, !elements.isEmpty else {
            loading.report(.wrongType, at: value.range, "expected globs such as [\"src/**\"], got \(value.content.kind)")
            return nil
        }
        var patterns: [StringPattern] = []
        for element in elements {
            guard let text = element.string, !text.isEmpty else {
                loading.report(.wrongType, at: element.range, "expected a glob such as \"src/**\", got \(element.content)")
                continue
            }
            do throws(PatternError) {
                patterns.append(
                    try StringPattern(
                        text.hasPrefix("glob:") || text.hasPrefix("re:") ? text : "glob:\(text)", caseSensitive: true))
            } catch {
                configuration.report(RuleProblem(error), at: element.range, in: nil)
            }
        }
        return patterns.count == elements.count ? patterns : nil
    }
}
