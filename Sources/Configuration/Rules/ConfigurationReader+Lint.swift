internal import Rules
internal import TOML

extension ConfigurationReader {
    /// What can only be said about whole rules: contradictions, loops, rules nobody reaches, agents for anybody.
    func lint(_ rules: [(rule: Rule, range: TextRange)]) {
        for (rule, range) in rules {
            for located in rule.problems() where located.problem.code == .emptyCondition || located.problem.code == .selfTrigger {
                let isWhole = located.location == rule.location
                report(located.problem, at: isWhole ? range : Self.range(located.location) ?? range, in: nil)
            }
            warnAboutPermission(rule, range)
            warnAboutOwnWords(rule, range)
        }
        for located in unreachableRules(in: rules.map(\.rule)) {
            let rule = rules.first { $0.rule.location == located.location }
            report(located.problem, at: rule?.range, in: nil)
        }
        for (rule, range) in rules { checkSharedTemplates(rule, range) }
    }

    /// A rule that answers comments hears its own, where HookBot's events are not ignored.
    private func warnAboutOwnWords(_ rule: Rule, _ range: TextRange) {
        guard let ignored = root["github"]?.table?["ignore-actors"]?.array, !ignored.contains(where: { $0.string == "self" }),
            rule.on.contains(where: { $0.event == "issue_comment" && ($0.action ?? "created") == "created" })
        else { return }
        let answer = rule.actions.first { action in
            switch action.kind {
            case .comment: true
            case .effect(let effect): effect.name == "reply"
            case .agent, .react, .label: false
            }
        }
        guard let answer else { return }
        loading.report(
            .selfTrigger, at: range, "rule '\(rule.name.shortened)' listens for comments, which its own '\(answer.name)' writes",
            help: "write ignore-actors = [\"self\"] in [github]")
    }

    private func warnAboutPermission(_ rule: Rule, _ range: TextRange) {
        guard rule.actions.contains(where: { if case .agent = $0.kind { true } else { false } }) else { return }
        guard let permission = rule.permission, permission < .write else { return }
        let message = "rule '\(rule.name.shortened)' lets people who only have \(permission.rawValue) permission start an agent"
        loading.report(.weakPermission, at: range, message, help: "write permission = \"write\"")
    }

    /// Templates of `[git]` and of agents serve every rule that starts an agent.
    private func checkSharedTemplates(_ rule: Rule, _ range: TextRange) {
        let git = root["git"]?.table
        for case .agent(let action) in rule.actions.map(\.kind) {
            if action.result != .answer {
                if let branch = git?["branch"] { check(branch, for: rule) } else { checkStandardBranch(rule, range) }
                for trailer in git?["trailers"]?.array ?? [] { check(trailer, for: rule) }
            }
            guard action.prompt == nil else { continue }
            if let prompt = root["agent"]?.table?[action.use]?.table?["prompt"] { check(prompt, for: rule) }
        }
    }

    private func checkStandardBranch(_ rule: Rule, _ range: TextRange) {
        guard case .string(let text)? = ConfigurationSchema.git["branch"]?.standard, let template = try? Template(text),
            let problem = template.problems(for: rule.on).first
        else { return }
        loading.report(
            .badTemplate, at: range, "rule '\(rule.name.shortened)' would need another branch name: \(problem.message)",
            help: "write [git] branch with what its events have, such as \"hookbot/{{ job.id }}\"")
    }

    private func check(_ value: TOMLValue, for rule: Rule) {
        guard let text = value.string, let source = promptText(text), let template = try? Template(source) else { return }
        let isInline = template.source == text
        for problem in template.problems(for: rule.on) {
            report(
                problem, at: value.range, in: isInline ? value : nil, of: text,
                prefix: "for rule '\(rule.name.shortened)': ")
        }
    }

    /// Variables that no event of the rule can have.
    func checkVariables(of template: Template, on events: [EventPattern], at value: TOMLValue?) {
        guard !events.isEmpty else { return }
        for problem in template.problems(for: events) {
            report(
                problem, at: value?.range, in: template.source == value?.string ? value : nil, of: template.source)
        }
    }

    /// The place inside a location such as `hookbot.toml:12:1`.
    private static func range(_ location: String?) -> TextRange? {
        guard let parts = location?.split(separator: ":"), parts.count >= 3, let line = Int(parts[parts.count - 2]),
            let column = Int(parts[parts.count - 1])
        else { return nil }
        let place = TextLocation(line: line, column: column)
        return TextRange(place, place)
    }
}
