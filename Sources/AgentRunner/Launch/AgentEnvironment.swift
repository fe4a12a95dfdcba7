/// The environment of every agent, built from nothing.
package enum AgentEnvironment {
    package static let path = "/usr/local/bin:/usr/bin:/bin"

    package static func base(home: String, temporaryFolder: String) -> [String: String] {
        [
            "PATH": path, "HOME": home, "TMPDIR": temporaryFolder, "USER": "agent", "LANG": "C.UTF-8", "TERM": "dumb",
            "TZ": "UTC", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
        ]
    }
}
