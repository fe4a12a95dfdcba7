internal import GitHubSandbox

/// The configuration of the demo's service, which a person may look at and try changes on.
struct DemoConfiguration {
    let port: UInt16
    let world: SandboxWorldSetup
    let folder: String
    let executable: String
    let worker: DemoCommand.Worker
    let modelURL: String?

    var text: String {
        """
        version = 1

        [server]
        listen     = "127.0.0.1:\(port)"
        public-url = "http://127.0.0.1:\(port)"
        api-secret = "file:api-secret"

        [storage]
        data-dir = "\(folder)/data"

        [github]
        base-url = "\(world.sandbox.apiURL)"
        web-url  = "\(world.sandbox.url)"
        token    = "file:github-token"
        secrets  = ["file:webhook-secret"]

        \(account)
        [agent.fixer]
        \(agent)
        sandbox  = "preferred"
        prompt   = "Fix what the issue describes. Keep the change small, and run the tests."

        [[rule]]
        name       = "fix-on-label"
        on         = ["issues.labeled"]
        permission = "write"
        when       = { all = [ { label-added = "\(DemoProject.label)" }, { state = "open" } ] }

        [[rule.do]]
        action = "agent"
        use    = "fixer"

        """
    }

    private var account: String {
        guard case .claude = worker else { return "" }
        let url = modelURL.map { "base-url = \"\($0)\"\n" } ?? ""
        return "[accounts.main]\napi-key  = \"file:model-key\"\n\(url)"
    }

    private var agent: String {
        switch worker {
        case .scripted: "command  = [\"\(executable)\", \"demo-agent\"]"
        case .claude(let program):
            "command  = [\"\(program)\"]\ntools    = [\"Read\", \"Grep\", \"Glob\", \"Edit\", \"Write\", \"Bash(sh test.sh)\"]"
        case .program(let words): "command  = [\(words.map { "\"\($0)\"" }.joined(separator: ", "))]\nrunner   = \"command\""
        }
    }
}
