internal import Configuration
internal import JSON

extension Invocation {
    /// Runs the command and returns the exit code.
    func run() async -> Int32 {
        do {
            switch command {
            case "serve": try await ServeCommand(self).run()
            case "sandbox": try await SandboxCommand(self).run()
            case "demo": try await DemoCommand(self).run()
            case "config check": return try ConfigCommand(self).check()
            case "config show": return try ConfigCommand(self).show()
            case "config schema": Output.line(ConfigurationSchema.jsonSchema().text(.indented))
            case "explain": try await ExplainCommand(self).run()
            case "replay": try await ReplayCommand(self).run()
            case "jobs list": try await JobsCommand(self).list()
            case "jobs show": try await JobsCommand(self).show()
            case "jobs logs": try await JobsCommand(self).logs()
            case "jobs diff": try await JobsCommand(self).diff()
            case "jobs cancel": try await JobsCommand(self).cancel()
            case "jobs retry": try await JobsCommand(self).retry()
            case "accounts list": try await AccountsCommand(self).list()
            case "accounts check": return try await AccountsCommand(self).check()
            case "accounts pause": try await AccountsCommand(self).pause()
            case "accounts resume": try await AccountsCommand(self).resume()
            case "doctor": return try await DoctorCommand(self).run()
            case "db status": try await DatabaseCommand(self).status()
            case "db audit": return try await DatabaseCommand(self).audit()
            case "db backup": try await DatabaseCommand(self).backup()
            case "version": VersionCommand(self).run()
            case "bench-git": try await GitBenchmark().run()
            case "bench-start": try await StartBenchmark().run()
            case "bench-queue": try await QueueBenchmark(place: positionals[0]).run()
            case "bench-rules": try RulesBenchmark(path: positionals[0]).run()
            case "bench-payload": Output.write(BenchmarkPayload.text)
            default: throw StartError.failed("the command '\(command)' has no implementation")
            }
            return 0
        } catch let error as StartError {
            Output.complain("hookbot: \(error)")
            return error.exitCode
        } catch let error as UsageError {
            Output.complain(error.message)
            return error.exitCode
        } catch is CancellationError {
            return 0
        } catch {
            Output.complain("hookbot: \(error)")
            return 1
        }
    }
}
