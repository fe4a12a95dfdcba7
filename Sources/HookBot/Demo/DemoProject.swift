internal import JSON
internal import ModelSandbox

/// The small repository of the demo, the issue somebody opens there, and the change that fixes it.
enum DemoProject {
    static let owner = "demo"
    static let name = "greeter"
    static let label = "agent:fix"
    static let issueTitle = "The greeting is misspelt"
    static let issueBody = """
        Running `sh greet.sh Ada` prints **Helo, Ada!**, it should say *Hello*.

        `sh test.sh` fails because of it.
        """

    static let wrong = "Helo"
    static let right = "Hello"
    static let changedFile = "greet.sh"

    static let files: [String: String] = [
        "README.md": "# Greeter\n\n`sh greet.sh NAME` greets somebody; `sh test.sh` tests it.\n",
        changedFile: "#!/bin/sh\n# Greets whoever is named.\necho \"\(wrong), ${1:-world}!\"\n",
        "test.sh": "#!/bin/sh\n[ \"$(sh greet.sh Ada)\" = \"Hello, Ada!\" ] && echo passed || { echo failed; exit 1; }\n",
    ]

    /// What the scripted model has the real agent program do.
    static let turns: [ScriptedTurn] = [
        ScriptedTurn(
            .text("I will look at the script first."),
            .tool(name: "Read", input: ["file_path": .string("{cwd}/\(changedFile)")])),
        ScriptedTurn(
            .tool(
                name: "Edit",
                input: [
                    "file_path": .string("{cwd}/\(changedFile)"), "old_string": .string("\(wrong),"),
                    "new_string": .string("\(right),"),
                ])),
        ScriptedTurn(.tool(name: "Bash", input: ["command": "sh test.sh", "description": "Run the test"])),
        ScriptedTurn(.text("\(summary) `sh test.sh` passes.")),
    ]

    static let summary = "The greeting was misspelt in `greet.sh`: it now says \"Hello\"."
}
