internal import AgentRunner
internal import GitOps
internal import Glibc
internal import ModelProxy
internal import POSIX

/// Reads the command line and hands it to its command; nothing else.
@main
enum Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // Processes that HookBot starts itself: no configuration, no threads before them, arguments of others.
        switch arguments.first {
        case GitTransferCommand.name: exit(GitTransferCommand.run())
        case Supervisor.command where arguments.count == 2:
            exit(Supervisor.run(folder: arguments[1], open: { try ModelProxy.open($0, now: currentTime) }))
        case ModelBridge.command:
            exit(ModelBridge.run(Array(arguments.dropFirst()), executable: CommandLine.arguments[0]))
        case ModelBridge.carrierCommand: exit(ModelCarrier.run(Array(arguments.dropFirst())))
        case ScriptedAgent.command: exit(ScriptedAgent.run(arguments))
        default: break
        }
        do {
            let invocation = try Invocation.parse(arguments)
            exit(await invocation.run())
        } catch let error {
            switch error {
            case .help: Output.write(error.message)
            default: Output.complain(error.message)
            }
            exit(error.exitCode)
        }
    }
}
