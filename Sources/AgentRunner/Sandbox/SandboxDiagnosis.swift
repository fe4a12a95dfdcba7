/// What bubblewrap's complaint means for the one who runs the machine.
struct SandboxDiagnosis: Hashable, Sendable {
    let reason: String
    let remedy: String

    static let missing = SandboxDiagnosis(
        reason: "bubblewrap (bwrap) is not installed", remedy: "Install it: apt install bubblewrap.")

    private init(reason: String, remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }

    init(errorOutput: String) {
        let line = errorOutput.split(separator: "\n").last { $0.hasPrefix("bwrap: ") }?.dropFirst("bwrap: ".count)
        let words = DisplayText.oneLine(line.map(String.init) ?? errorOutput, length: 300)
        let known: [(signs: [String], reason: String, remedy: String)] = [
            (["Unknown option"], "this bubblewrap is too old", "Install bubblewrap 0.8 or newer."),
            (
                ["namespace", "uid map", "userns", "RTM_NEWADDR"], "user namespaces are not allowed here",
                "Allow them: sysctl kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0; "
                    + "in a systemd unit remove RestrictNamespaces."
            ),
            (
                ["mount proc"], "a fresh /proc cannot be mounted",
                "Remove ProtectKernelTunables, ProcSubset and ProtectProc from the systemd unit, or the mask over /proc from the container."
            ),
        ]
        let match = known.first { entry in entry.signs.contains { words.contains($0) } }
        reason = match.map { "\($0.reason) (\(words))" } ?? (words.isEmpty ? "bubblewrap failed without a word" : words)
        remedy = match?.remedy ?? "Run hookbot doctor on this machine, or set the sandbox to preferred to run without one."
    }
}
