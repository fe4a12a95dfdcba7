internal import POSIX
internal import Rules
internal import TOML

/// Reads the actions that are over with one write.
struct EffectReader {
    let configuration: ConfigurationReader
    let section: SectionReader
    let events: [EventPattern]
    /// Whether it waits for the end of a job.
    let isConditional: Bool
    /// Reads a text of the section as a template for the events of the rule.
    let template: (String) -> Template?
    let templates: (String) -> [Template]

    private var loading: Loading { configuration.loading }

    func effect(_ name: String) -> RuleEffect? {
        guard let effect = read(name) else { return nil }
        checkNeed(effect)
        return effect
    }

    private func read(_ name: String) -> RuleEffect? {
        switch name {
        case "status":
            guard let context = section.text("context"), let description = template("description") else { return nil }
            return .status(
                StatusAction(
                    context: context, state: section.choice("state", .success), description: description, url: template("url")))
        case "check": return check()
        case "assign":
            if !section.isInFile("add") && !section.isInFile("remove") {
                loading.report(.missingKey, at: section.range, "\(section.label) has neither 'add' nor 'remove'")
            }
            return .assign(add: templates("add"), remove: templates("remove"))
        case "review-request":
            if !section.isInFile("reviewers") && !section.isInFile("teams") {
                loading.report(.missingKey, at: section.range, "\(section.label) has neither 'reviewers' nor 'teams'")
            }
            return .requestReview(reviewers: templates("reviewers"), teams: templates("teams"))
        case "set-milestone": return template("milestone").map(RuleEffect.setMilestone)
        case "close": return .setOpen(false, reason: section.text("reason").flatMap(CloseReason.init(rawValue:)))
        case "reopen": return .setOpen(true, reason: nil)
        case "lock": return .lock(reason: section.text("reason").flatMap(LockReason.init(rawValue:)))
        case "reply": return template("body").map(RuleEffect.reply)
        case "note": return template("text").map(RuleEffect.note)
        case "notify":
            guard let channel = section.text("channel"), let text = template("text") else { return nil }
            checkEndpoint(channel, "channel")
            return .notify(channel: channel, text: text)
        case "dispatch":
            guard let endpoint = section.text("endpoint") else { return nil }
            checkEndpoint(endpoint, "endpoint")
            return .dispatch(endpoint: endpoint)
        default: return script()
        }
    }

    private func check() -> RuleEffect? {
        guard let name = section.text("name"), let title = template("title"), let summary = template("summary") else {
            return nil
        }
        let state = section.choice("state", CheckAction.State.completed)
        let conclusion = section.text("conclusion").flatMap(CheckAction.Conclusion.init(rawValue:))
        if state == .completed, !section.isInFile("conclusion") {
            loading.report(
                .missingKey, at: section.range, "\(section.label) is completed without a 'conclusion'",
                help: "write conclusion, or state = \"in_progress\"")
        }
        if state != .completed, section.isInFile("conclusion") {
            loading.report(
                .conflict, at: section.place("conclusion"), "a check run that is \(state.rawValue) has no conclusion yet",
                help: "remove it, or write state = \"completed\"")
        }
        return .check(
            CheckAction(
                name: name, state: state, conclusion: conclusion, title: title, summary: summary, url: template("url")))
    }

    private func checkEndpoint(_ name: String, _ key: String) {
        let known = configuration.root["endpoint"]?.table?.keys ?? []
        guard !known.contains(name) else { return }
        loading.report(
            .unknownReference, at: section.place(key),
            "there is no [endpoint.\(name.shortened)]\(didYouMean(name, among: known))")
    }

    private func script() -> RuleEffect? {
        guard let path = section.text("path") else { return nil }
        if let fault = fault(of: path) {
            loading.report(.unknownReference, at: section.place("path"), fault.message, help: fault.help)
        }
        let names = section.texts("env")
        for element in section.raw("env")?.array ?? [] {
            guard let name = element.string, !Self.isVariable(name) else { continue }
            loading.report(.wrongType, at: element.range, "'\(name.shortened)' is no name of a variable")
        }
        return .script(
            ScriptAction(
                path: path, arguments: section.texts("args"), environment: names, timeout: section.duration("timeout"),
                outputLimit: section.number("output")))
    }

    /// Whoever can change the program, or the place where agents and clones write, would decide what the service runs.
    private func fault(of path: String) -> (message: String, help: String?)? {
        let resolved = Files.resolved(path) ?? path
        guard Files.isExecutable(resolved), !Files.isFolder(resolved) else {
            return ("'\(path.shortened)' is no program that HookBot may run", "chmod +x, and check the path")
        }
        let text = configuration.root["storage"]?.table?["data-dir"]?.string ?? ConfigurationSchema.standardDataFolder
        let data = Paths.absolute(text, from: loading.folder)
        let folder = Files.resolved(data) ?? data
        if resolved == folder || resolved.hasPrefix(folder + "/") {
            return ("'\(path.shortened)' lies in the data directory, where agents and clones write", "keep programs elsewhere")
        }
        guard Files.isClosedToOthers(resolved) else {
            return ("others may write to '\(path.shortened)'", "chmod go-w, and let root or HookBot's user own it")
        }
        return nil
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
    }

    /// An action that has nothing to work on for any of the events would never do anything.
    private func checkNeed(_ effect: RuleEffect) {
        guard !events.isEmpty else { return }
        let (isMet, what): (Bool, String) =
            switch effect.need {
            case .nothing: (true, "")
            case .item: (events.contains(where: \.mayConcernItem), "an issue or pull request")
            case .pullRequest: (events.contains(where: \.mayConcernPullRequest), "a pull request")
            // What waits for a job may speak of the commit that this has pushed.
            case .commit: (isConditional || events.contains(where: \.mayHaveCommit), "a commit")
            }
        guard !isMet else { return }
        let names = events.map { "'\($0)'" }.joined(separator: ", ")
        loading.report(
            .unavailableAttribute, at: section.place("action"), "'\(effect.name)' needs \(what), which \(names) has none of")
    }
}
