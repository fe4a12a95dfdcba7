internal import Rules
internal import TOML

extension ConfigurationReader {
    func commands(_ top: SectionReader, agents: [AgentSettings]) -> CommandSet {
        let section = section("commands", ConfigurationSchema.commands)
        let names = root["agent"]?.table?.keys ?? []
        let commands: [CommandSettings] = sections("command", ConfigurationSchema.command) { name, section in
            if CommandSet.builtIn.contains(name) || name == "end" {
                loading.report(
                    .duplicate, at: section.range, "'/\(name)' is a command of HookBot's own",
                    help: "its own are \(CommandSet.builtIn.map { "/\($0)" }.joined(separator: ", "))")
                return nil
            }
            guard name == name.lowercased(), !name.contains("_"), name.utf8.first.map({ (0x61...0x7A).contains($0) }) == true
            else {
                loading.report(
                    .wrongType, at: section.range, "'\(name.shortened)' is no name of a command",
                    help: "use lower-case letters, digits and '-', a letter first")
                return nil
            }
            guard let agent = section.text("agent") else { return nil }
            if !names.contains(agent) {
                loading.report(
                    .unknownReference, at: section.place("agent"),
                    "there is no [agent.\(agent.shortened)]\(didYouMean(agent, among: names))")
            }
            return CommandSettings(
                name: name, summary: section.text("summary") ?? "",
                permission: section.text("permission").flatMap(Permission.init(rawValue:)) ?? .write, agent: agent,
                result: section.choice("result", .pullRequest))
        }
        return CommandSet(
            isEnabled: root["commands"] != nil || root["command"] != nil, requiresNamespace: section.flag("require-namespace"),
            commands: commands)
    }
}
