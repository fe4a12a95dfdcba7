internal import Patterns
internal import Rules
internal import TOML

/// Reads one `[[rule.do]]`.
struct ActionReader {
    let configuration: ConfigurationReader
    let rule: SectionReader
    let agentNames: [String]
    let events: [EventPattern]
    /// Whether the rule starts a job at all.
    let hasAgent: Bool

    private var loading: Loading { configuration.loading }

    func action(_ value: TOMLValue, number: Int) -> RuleAction? {
        guard let table = value.table else { return nil }
        let name = table["action"]?.string
        guard let schema = schema(name) else {
            refuse(name, table, at: value.range)
            return nil
        }
        let section = SectionReader(
            schema, label: "[[rule.do]] of \(rule.label)", path: "\(rule.path).do[\(number)]", table: table, at: value.range,
            in: loading)
        let condition = actionCondition(section)
        guard let kind = kind(section, isConditional: condition != nil) else { return nil }
        if condition != nil, name == "agent" {
            loading.report(
                .unsupported, at: section.place("if"),
                "an agent that waits for the end of a job is not supported by this version",
                help: "remove 'if'")
        }
        return RuleAction(kind, if: condition, onFailure: section.choice("on-failure", .log))
    }

    private func schema(_ name: String?) -> SectionSchema? {
        ConfigurationSchema.actions.first { $0.name == name }?.schema
    }

    private func refuse(_ name: String?, _ table: TOMLTable, at range: TextRange) {
        let place = table["action"]?.range ?? range
        let known = RuleAction.names.joined(separator: ", ")
        guard let name else {
            if table["action"] == nil {
                loading.report(
                    .missingKey, at: place, "[[rule.do]] of \(rule.label) has no 'action'", help: "actions are \(known)")
            } else {
                loading.report(.wrongType, at: place, "'action' takes a string", help: "actions are \(known)")
            }
            return
        }
        if ConfigurationSchema.refusedActions.contains(name) {
            loading.report(
                .unsupported, at: place, "the action '\(name)' is not supported by this version", help: "actions are \(known)")
        } else {
            loading.report(
                .wrongType, at: place, "'\(name.shortened)' is no action\(didYouMean(name, among: RuleAction.names))",
                help: "actions are \(known)")
        }
    }

    private func kind(_ section: SectionReader, isConditional: Bool) -> RuleAction.Kind? {
        switch section.text("action") {
        case "agent": return agent(section).map(RuleAction.Kind.agent)
        case "comment":
            guard let body = template("body", section) else { return nil }
            return .comment(CommentAction(body: body, sticky: section.text("sticky")))
        case "react":
            guard let word = section.text("emoji") else { return nil }
            if let emoji = Reaction(word) { return .react(ReactAction(emoji: emoji)) }
            loading.report(
                .wrongType, at: section.place("emoji"),
                "'\(word.shortened)' is none of GitHub's reactions\(didYouMean(word, among: Reaction.words))",
                help: "they are " + Reaction.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        case "label":
            let action = LabelAction(add: templates("add", section), remove: templates("remove", section))
            if !section.isInFile("add") && !section.isInFile("remove") {
                loading.report(.missingKey, at: section.range, "\(section.label) has neither 'add' nor 'remove'")
            }
            return .label(action)
        case let name?:
            return EffectReader(
                configuration: configuration, section: section, events: events, isConditional: isConditional,
                template: { template($0, section) }, templates: { templates($0, section) }
            ).effect(name).map(RuleAction.Kind.effect)
        case nil: return nil
        }
    }

    private func agent(_ section: SectionReader) -> AgentAction? {
        guard let use = section.text("use") else { return nil }
        if !agentNames.contains(use) {
            loading.report(
                .unknownReference, at: section.place("use"),
                "there is no [agent.\(use.shortened)]\(didYouMean(use, among: agentNames))")
        }
        var prompt: Template?
        if let text = section.text("prompt") {
            prompt = configuration.template(text, at: section.raw("prompt"), "prompt", of: section)
            if let prompt { check(prompt, section.raw("prompt")) }
        }
        let mode = section.choice("mode", AgentMode.newBranch)
        if mode == .resume { checkFollowUp(section) }
        var action = AgentAction(
            use: use, prompt: prompt, result: section.choice("result", .pullRequest), draft: section.flag("draft"),
            labels: templates("labels", section), reviewers: templates("reviewers", section), mode: mode,
            threads: section.choice("threads", .reply), base: template("base", section))
        action.allowedPaths = globs("allow-paths", section)
        return action
    }

    private func globs(_ name: String, _ section: SectionReader) -> [String] {
        (section.raw(name)?.array ?? []).compactMap { element in
            guard let text = element.string else { return nil }
            do throws(PatternError) {
                _ = try Glob(text)
                return text
            } catch {
                configuration.reportPattern(error, text, element)
                return nil
            }
        }
    }

    /// What answers a pull request must be started by one, and has no other branch or result.
    private func checkFollowUp(_ section: SectionReader) {
        let others = events.filter { !$0.mayConcernPullRequest }
        if let other = others.first {
            loading.report(
                .unavailableAttribute, at: section.place("mode"),
                "'\(other)' is no event of a pull request, which mode = \"resume\" needs",
                help: "listen to pull_request_review.submitted, pull_request_review_comment.created or issue_comment.created")
        }
        for key in ["base", "result", "draft", "labels", "reviewers"] where section.isInFile(key) {
            loading.report(
                .conflict, at: section.place(key),
                "'\(key)' is for a new pull request; mode = \"resume\" works on the one there is",
                help: "remove it")
        }
    }

    private func template(_ name: String, _ section: SectionReader) -> Template? {
        guard let text = section.text(name) else { return nil }
        return template(text, section.raw(name))
    }

    private func templates(_ name: String, _ section: SectionReader) -> [Template] {
        (section.raw(name)?.array ?? []).compactMap { element in element.string.flatMap { template($0, element) } }
    }

    private func template(_ text: String, _ value: TOMLValue?) -> Template? {
        do throws(RuleProblem) {
            let template = try Template(text)
            check(template, value)
            return template
        } catch {
            configuration.report(error, at: value?.range, in: value, of: text)
            return nil
        }
    }

    private func check(_ template: Template, _ value: TOMLValue?) {
        configuration.checkVariables(of: template, on: events, at: value)
    }

    private func actionCondition(_ section: SectionReader) -> ActionCondition? {
        guard section.isInFile("if") else { return nil }
        let condition = section.section("if", ConfigurationSchema.actionCondition)
        guard let value = condition.raw("job-outcome") else { return nil }
        loading.record("\(condition.path).job-outcome", "\(value.content)", from: loading.origin(of: value.range))
        var outcomes: Set<JobOutcome> = []
        for element in value.array ?? [value] {
            if let word = element.string, let outcome = JobOutcome(rawValue: word) {
                outcomes.insert(outcome)
            } else {
                let words = JobOutcome.allCases.map(\.rawValue)
                let near = element.string.map { didYouMean($0, among: words) } ?? ""
                loading.report(
                    .wrongType, at: element.range, "\(element.content) is no outcome of a job\(near)",
                    help: "outcomes are " + words.joined(separator: ", "))
            }
        }
        if !hasAgent {
            loading.report(
                .impossibleCondition, at: value.range,
                "\(rule.label) has no agent, so there is no job whose outcome could be awaited")
        }
        return ActionCondition(jobOutcome: outcomes)
    }
}
