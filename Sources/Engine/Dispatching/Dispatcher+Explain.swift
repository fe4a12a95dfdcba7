internal import Commands
internal import Configuration
internal import GitHubAPI
internal import Rules

/// What an event asks for, before anything of it is stored.
extension Dispatcher {
    /// Holds an event against the rules, and asks GitHub for what they need to know: the sender's permission first, as that is
    /// remembered, and then what only the rules that are left ask for.
    func explain(
        _ event: Event, _ trigger: JobTrigger?, _ rules: [Rule]
    ) async throws(GitHubError) -> Explanation {
        var facts = Facts(identity: context.identity)
        while true {
            let explanation = evaluate(rules, event: event, facts: facts)
            let wanted = explanation.wanted
            guard !wanted.isEmpty, let trigger else { return explanation }
            if wanted.contains(.actorPermission) {
                facts.actorPermission = try await permissions.permission(
                    of: trigger.actor, id: trigger.actorID, in: trigger.repository)
            } else if let number = event.pullRequestNumber {
                let pull = PullRequestFacts(github: context.github, repository: trigger.repository, number: number)
                facts.pullRequest.merge(try await pull.values(of: wanted)) { $1 }
            } else {
                return explanation
            }
        }
    }

    /// What a text of the event asks for; nil where it asks for nothing, or nobody may ask.
    func readCommands(
        _ event: Event, _ trigger: JobTrigger?, _ configuration: HookBotConfiguration
    ) async throws(GitHubError) -> CommandDecision? {
        let settings = configuration.commands
        guard settings.isEnabled, let trigger, event.actor?.isBot == false,
            let text = CommandText(event: event.fullName, payload: event.payload)
        else { return nil }
        // Whatever actors are ignored: HookBot gives itself no commands, and nobody's edit makes one of what it wrote.
        if let identity = context.identity, event.isCaused(by: identity) { return nil }
        guard Marker.markers(in: text.text, key: context.markerKey).isEmpty else { return nil }
        let catalogue = CommandCatalogue(settings, botName: context.identity?.login)
        let comment = text.parsed(by: catalogue.grammar, now: context.now())
        guard !comment.isEmpty else { return nil }
        let permission = try await permissions.permission(of: trigger.actor, id: trigger.actorID, in: trigger.repository)
        // Nobody has GitHub asked for conditions of commands that they may not give.
        let written = settings.commands.filter { command in
            permission >= command.permission && comment.invocations.contains { $0.name == command.name }
        }
        let conditions = written.map { command in
            Rule(
                name: command.name, on: [EventPattern(event: event.name, action: event.action)], condition: command.condition,
                actions: [])
        }
        let unmet = try await explain(event, trigger, conditions).rules.filter { !$0.isMatched }
        var decision = CommandDecision(
            text: text, comment: comment, catalogue: catalogue, permission: permission, unmet: Set(unmet.map(\.name)))
        if decision.needsLabels { decision.labels = try await context.github.all(.labels(in: trigger.repository)).map(\.name) }
        return decision.isRelevant ? decision : nil
    }
}
