import GitHubSandbox

/// What a test wants of the service it runs; everything else is as most tests need it.
struct ServiceSetup: Sendable {
    /// The body of the agent, a script for `sh` that stands in the checkout.
    var agent = "echo fixed > fixed.txt"
    /// The program instead of the script.
    var program: [String]?
    var runner = "command"
    var sandbox = "off"
    /// Further lines of `[agent.fixer]`.
    var agentKeys = ""
    /// Further lines of `[limits]`.
    var limits = "attempts = 1"
    /// Further lines of `[github]`.
    var gitHubKeys = ""
    /// What HookBot's own account may do in the repository; only an administrator sees webhooks.
    var botPermission = SandboxPermission.write
    var rules = Self.fixOnLabel
    /// Whether only those with permission see the repository.
    var isPrivate = false
    /// Further sections.
    var sections = ""
    /// Lines of `[storage]`: how full the machine is that the tests run on does not matter.
    var storageKeys = ""
    /// The URL of a PostgreSQL database; a file in the data folder where there is none.
    var databaseURL: String?
    /// Whether GitHub sends its events to the service.
    var isHooked = true

    static let label = "agent:fix"

    static let fixOnLabel = """
        [[rule]]
        name = "fix-on-label"
        on = ["issues.labeled"]
        permission = "triage"
        when = { all = [ { label-added = "agent:fix" }, { state = "open" } ] }

        [[rule.do]]
        action = "agent"
        use = "fixer"

        [[rule.do]]
        action = "label"
        remove = ["agent:fix"]
        if = { job-outcome = "finished" }
        """

    /// The configuration; `folder` holds the data and the agent's script.
    func text(folder: String, apiURL: String, webURL: String) -> String {
        let command = (program ?? ["/bin/sh", "@folder/agent.sh"]).map { "\"\($0.replacing("@folder", with: folder))\"" }.joined(
            separator: ", ")
        return """
            version = 1

            [server]
            listen = "127.0.0.1:0"
            api-secret = "env:TEST_API_SECRET"

            [storage]
            data-dir = "\(folder)/data"
            \(storageKeys)
            \(storageKeys.contains("low-water-jobs") ? "" : "low-water-jobs = \"1MiB\"")
            \(storageKeys.contains("low-water =") ? "" : "low-water = \"1MiB\"")
            \(databaseURL.map { "url = \"\($0)\"" } ?? "")

            [github]
            base-url = "\(apiURL)"
            web-url = "\(webURL)"
            token = "env:TEST_TOKEN"
            secrets = ["env:TEST_WEBHOOK_SECRET"]
            \(gitHubKeys)

            [limits]
            writes-per-minute = 1000
            writes-per-hour = 20000
            \(limits)

            [agent.fixer]
            runner = "\(runner)"
            command = [\(command)]
            sandbox = "\(sandbox)"
            prompt = "Fix it."
            \(agentKeys)

            \(sections)

            \(rules.replacing("@folder", with: folder))

            """
    }
}
