internal import Rules
internal import TOML

extension ConfigurationReader {
    func commands(_ top: SectionReader, agents: [AgentSettings]) -> CommandSet {
        let section = section("commands", ConfigurationSchema.commands)
        let names = root["agent"]?.table?.keys ?? []
        let commands: [CommandSettings] = sections("command", ConfigurationSchema.command) { name, section in
            if CommandSet.reserved.contains(name) || name == "end" {
                loading.report(
                    .duplicate, at: section.range, "'/\(name)' is a command of HookBot's own",
                    help: "its own are \(CommandSet.reserved.map { "/\($0)" }.joined(separator: ", "))")
                return nil
            }
            guard CommandUsage.isName(name) else {
                loading.report(
                    .wrongType, at: section.range, "'\(name.shortened)' is no name of a command",
                    help: "use lower-case letters, digits and '-', a letter first")
                return nil
            }
            let places = places(section)
            let condition = condition(section, places)
            let usage = usage(section)
            guard let agent = section.text("agent"), let condition, let usage else { return nil }
            if !names.contains(agent) {
                loading.report(
                    .unknownReference, at: section.place("agent"),
                    "there is no [agent.\(agent.shortened)]\(didYouMean(agent, among: names))")
            }
            return CommandSettings(
                name: name, summary: section.text("summary") ?? "",
                permission: section.text("permission").flatMap(Permission.init(rawValue:)) ?? .write, agent: agent,
                result: section.choice("result", .pullRequest),
                prompt: section.text("prompt").flatMap {
                    template($0, at: section.raw("prompt"), "prompt", of: section)
                }, places: places, condition: condition, usage: usage)
        }
        return CommandSet(
            isEnabled: root["commands"] != nil || root["command"] != nil, requiresNamespace: section.flag("require-namespace"),
            commands: commands, disabled: disabled(section))
    }

    /// Commands that help with the others stay.
    private func disabled(_ section: SectionReader) -> Set<String> {
        let known = CommandSet.replaceable
        let words = section.texts("disabled")
        for (index, word) in words.enumerated() where !known.contains(word) {
            let elements = section.raw("disabled")?.array ?? []
            loading.report(
                .wrongType, at: elements.indices.contains(index) ? elements[index].range : section.place("disabled"),
                "'\(word.shortened)' is no command that can be switched off\(didYouMean(word, among: known))",
                help: "these can: \(known.joined(separator: ", "))")
        }
        return Set(words)
    }

    private func places(_ section: SectionReader) -> Set<CommandPlace> {
        let words = section.texts("on")
        if words.isEmpty {
            loading.report(.missingKey, at: section.place("on"), "\(section.label) may be written nowhere")
        }
        return Set(
            words.enumerated().compactMap { index, word in
                if let place = CommandPlace(rawValue: word) { return place }
                let elements = section.raw("on")?.array ?? []
                loading.report(
                    .wrongType, at: elements.indices.contains(index) ? elements[index].range : section.place("on"),
                    "'\(word.shortened)' is no place for a command", help: "places are issue, pr and review-thread")
                return nil
            })
    }

    private func condition(_ section: SectionReader, _ places: Set<CommandPlace>) -> Condition? {
        guard let value = section.raw("when") else { return .always }
        loading.record("\(section.path).when", "\(value.content)", from: loading.origin(of: value.range))
        let events = CommandPlace.allCases.filter(places.contains).flatMap(\.events)
        return ConditionReader(configuration: self, events: events, label: section.label).condition(value)
    }

    private func usage(_ section: SectionReader) -> CommandUsage? {
        do throws(CommandUsageError) {
            return try CommandUsage(section.text("args") ?? "")
        } catch {
            loading.report(.wrongType, at: section.place("args"), "\(error)")
            return nil
        }
    }
}
