internal import JSON

/// `hookbot version`
struct VersionCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() {
        let libraries = Version.libraries
        if invocation.has("--json") {
            let members = Dictionary(uniqueKeysWithValues: libraries.map { ($0.name, JSONValue.string($0.version)) })
            return Output.line(
                JSONValue.object(["version": .string(Version.number), "libraries": .object(members)]).text(.indented))
        }
        Output.line("hookbot \(Version.number)")
        for library in libraries { Output.line("  \(library.name) \(library.version)") }
    }
}
