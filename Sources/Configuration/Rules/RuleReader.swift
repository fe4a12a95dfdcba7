internal import Identifiers
internal import Rules
internal import TOML

/// Reads one `[[rule]]`.
struct RuleReader {
    let section: SectionReader
    let configuration: ConfigurationReader
    let agentNames: [String]
    /// Among the rules of the file, from 0.
    let index: Int

    var loading: Loading { configuration.loading }

    /// nil where what is left would be no rule; that was reported.
    func rule() -> Rule? {
        let events = events()
        let paths = paths(on: events)
        let condition = condition(on: events).map { condition in paths.map { .all([condition, $0]) } ?? condition }
        let actions = actions(on: events)
        let budget = budget()
        let written = section.text("permission").flatMap(Permission.init(rawValue:))
        // Whoever may start an agent can have code changed: that takes write permission unless the owner says otherwise.
        let startsAgent = actions.contains { if case .agent = $0.kind { true } else { false } }
        let permission = written ?? (startsAgent ? .write : nil)
        guard let name = section.text("name"), let condition, !events.isEmpty, !actions.isEmpty else { return nil }
        for key in ["coalesce", "concurrency", "timeout"] where section.isInFile(key) && !startsAgent {
            loading.report(
                .impossibleCondition, at: section.place(key), "'\(key)' is for jobs, and \(section.label) starts no agent",
                help: "remove it")
        }
        let location = section.range.map { "\(loading.source.path):\($0.start)" }
        var rule = Rule(
            name: name, on: events, condition: condition, permission: permission, actions: actions, stop: section.flag("stop"),
            priority: section.integer("priority").map(Int.init) ?? 0, budget: budget,
            coalesce: section.isInFile("coalesce") ? section.duration("coalesce") : nil, location: location)
        rule.concurrency = concurrency(on: events)
        rule.cooldown = cooldown()
        (rule.schedule, rule.repositories) = schedule(on: events)
        rule.timeout = section.isInFile("timeout") ? section.duration("timeout") : nil
        return rule
    }

    private func concurrency(on events: [EventPattern]) -> Concurrency? {
        guard section.isInFile("concurrency") else { return nil }
        let settings = section.section("concurrency", ConfigurationSchema.concurrency)
        guard let text = settings.text("group") else { return nil }
        guard !text.isEmpty else {
            loading.report(.wrongType, at: settings.place("group"), "the group has no name")
            return nil
        }
        guard let group = configuration.template(text, at: settings.raw("group"), "group", of: settings) else { return nil }
        configuration.checkVariables(of: group, on: events, at: settings.raw("group"))
        return Concurrency(group: group, limit: settings.number("limit"), whenBusy: settings.choice("when-busy", .queue))
    }

    private func schedule(on events: [EventPattern]) -> (Schedule?, [RepositoryName]) {
        let listens = events.contains { $0.event == Event.schedule }
        guard let text = section.text("schedule") else {
            if listens {
                loading.report(
                    .missingKey, at: section.place("on"), "\(section.label) listens for its schedule and has no 'schedule'",
                    help: "write schedule = \"daily at 03:00\"")
            }
            return (nil, [])
        }
        guard listens else {
            loading.report(
                .conflict, at: section.place("schedule"), "\(section.label) does not listen for its schedule",
                help: "write on = [\"schedule\"]")
            return (nil, [])
        }
        var schedule: Schedule?
        do throws(RuleProblem) { schedule = try Schedule(text, duration: DurationText.parse) } catch {
            configuration.report(error, at: section.place("schedule"), in: nil)
        }
        return (schedule, scheduledRepositories())
    }

    private func scheduledRepositories() -> [RepositoryName] {
        let own = section.raw("repositories")?.array ?? []
        let elements = own.isEmpty ? configuration.root["github"]?.table?["repositories"]?.array ?? [] : own
        let names = elements.compactMap { element -> RepositoryName? in
            guard let text = element.string else { return nil }
            let name = RepositoryName(text)
            if name == nil, !own.isEmpty {
                loading.report(.wrongType, at: element.range, "'\(text.shortened)' is no repository: write owner/name")
            }
            return name
        }
        if names.isEmpty, own.isEmpty {
            loading.report(
                .missingKey, at: section.place("schedule"), "\(section.label) comes round for no repository",
                help: "write repositories = [\"owner/name\"] here or in [github]")
        }
        return names
    }

    private func cooldown() -> Cooldown? {
        guard section.isInFile("cooldown") else { return nil }
        let settings = section.section("cooldown", ConfigurationSchema.cooldown)
        guard let per = settings.text("per").flatMap(Cooldown.Scope.init(rawValue:)), let every = settings.text("every") else {
            return nil
        }
        if every == "forever" { return Cooldown(per: per, every: nil) }
        guard let duration = DurationText.parse(every), duration >= .seconds(1) else {
            loading.report(
                .wrongType, at: settings.place("every"),
                "expected a duration such as \"10m\", or \"forever\", got \"\(every.shortened)\"")
            return nil
        }
        return Cooldown(per: per, every: duration)
    }

    private func budget() -> RuleBudget {
        let limits = section.section("budget", ConfigurationSchema.ruleBudget)
        return RuleBudget(
            dollars: limits.decimal("usd"), turns: limits.integer("turns").map(Int.init),
            wall: limits.has("wall") ? limits.duration("wall") : nil,
            idle: limits.has("idle") ? limits.duration("idle") : nil, dollarsPerDay: limits.decimal("usd-per-day"))
    }

    private func events() -> [EventPattern] {
        let elements = section.raw("on")?.array ?? []
        if section.raw("on")?.array?.isEmpty == true {
            loading.report(.missingKey, at: section.place("on"), "\(section.label) listens to no event")
        }
        return elements.compactMap { element in
            guard let text = element.string else { return nil }
            do throws(RuleProblem) {
                return try EventPattern(text)
            } catch {
                configuration.report(error, at: element.range, in: nil)
                return nil
            }
        }
    }

    private func condition(on events: [EventPattern]) -> Condition? {
        guard let value = section.raw("when") else { return nil }
        loading.record("\(section.path).when", "\(value.content)", from: loading.origin(of: value.range))
        return ConditionReader(configuration: configuration, events: events, label: section.label).condition(value)
    }

    private func actions(on events: [EventPattern]) -> [RuleAction] {
        guard let value = section.raw("do") else { return [] }
        guard let elements = value.array, elements.allSatisfy({ $0.table != nil }) else {
            loading.report(.wrongType, at: value.range, "actions are tables of an array: write [[rule.do]]")
            return []
        }
        if elements.isEmpty { loading.report(.missingKey, at: value.range, "\(section.label) does nothing") }
        let hasAgent = elements.contains { $0.table?["action"]?.string == "agent" }
        return elements.enumerated().compactMap { number, element in
            ActionReader(
                configuration: configuration, rule: section, agentNames: agentNames, events: events, hasAgent: hasAgent
            ).action(element, number: number)
        }
    }
}
