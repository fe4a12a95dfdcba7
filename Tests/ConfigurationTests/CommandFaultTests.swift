import Configuration
import Testing

@Suite struct CommandFaultTests {
    @Test(arguments: [
        ("[commands]", []), ("[command.deploy]\nagent = \"fixer\"", []),
        ("[command.deploy]\nsummary = \"x\"", ["2:1 E104 [command.deploy] has no 'agent'"]),
        ("[command.deploy]\nagent = \"fixr\"", ["3:9 E301 there is no [agent.fixr]; did you mean 'fixer'?"]),
        ("[command.help]\nagent = \"fixer\"", ["2:1 E105 '/help' is a command of HookBot's own"]),
        ("[command.Deploy]\nagent = \"fixer\"", ["2:1 E103 'Deploy' is no name of a command"]),
        (
            "[command.x]\nagent = \"fixer\"\nargs = \"text\"",
            ["4:8 E103 `text`: each part stands in [brackets], or in <angles> where it must be there"]
        ),
        ("[command.x]\nagent = \"fixer\"\non = [\"pr\", \"pull\"]", ["4:13 E103 'pull' is no place for a command"]),
        ("[command.x]\nagent = \"fixer\"\non = []", ["4:6 E104 [command.x] may be written nowhere"]),
        ("[command.x]\nagent = \"fixer\"\nwhen = {}", ["4:8 E207 this condition is empty"]),
        (
            "[command.x]\nagent = \"fixer\"\nwhen = { stat = \"open\" }",
            ["4:10 E101 unknown condition 'stat'; did you mean 'state'?"]
        ),
        ("[command.x]\nagent = \"fixer\"\nprompt = \"{{ x\"", ["4:11 E302 '{{' is never closed"]),
        (
            "[command.x]\nagent = \"fixer\"\nscript = \"x\"",
            ["4:1 E107 'script' in [command.x] is not supported by this version"]
        ),
    ])
    func `a fault in a command is found`(text: String, expected: [String]) {
        #expect(Sample.faults(Sample.load("version = 1\n" + text)) == expected)
    }
}
