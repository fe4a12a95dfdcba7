internal import Configuration
internal import Engine
internal import Glibc
internal import Identifiers
internal import JSON
internal import POSIX

/// `hookbot serve`
struct ServeCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() async throws {
        let environment = ProcessEnvironment.variables()
        let file = try ConfigurationFile.load(invocation, environment: environment)
        let loaded = Reloading.fingerprint(of: file.path)
        let configuration = try file.checked()
        for diagnostic in file.result.diagnostics { Output.complain(diagnostic.description) }
        // Others of this user could otherwise read the environment, and with it every secret.
        try CurrentProcess.forbidDumps()
        CurrentProcess.ignoreBrokenPipes()
        let log = Log(redactor: Redactor(configuration.secrets), now: currentTime) { Output.complain($0) }
        let signals = StopSignals()
        let reloads = ReloadSignals(folder: Files.folder(of: file.path) ?? ".")
        let bot = try await Bot(configuration: configuration, environment: environment, log: log)
        log.info(
            "hookbot serves",
            [
                "version": .string(Version.number), "address": .string(bot.address), "config": .string(file.path),
                "data": .string(bot.data.path), "rules": .integer(Int64(configuration.rules.count)),
                "pid": .integer(Int64(ProcessEnvironment.processID)),
            ])
        let work = Task { try await bot.run() }
        let reloading = Task {
            await Reloading(service: bot.service, path: file.path, environment: environment, loaded: loaded).run(reloads)
        }
        let stopping = Task {
            for await signal in signals.stream {
                log.info(
                    "stopping", ["signal": .integer(Int64(signal)), "jobs": .integer(Int64(bot.service.worker.activeJobs.count))])
                work.cancel()
                // Cancelled once the work has ended, which is what it waits for.
                try? await Task.sleep(for: configuration.limits.drain)
                if Task.isCancelled { return }
                log.warning("jobs did not end in time; the next start takes them up")
                await bot.service.worker.giveBack()
                exit(0)
            }
        }
        let result = await work.result
        stopping.cancel()
        reloading.cancel()
        await bot.close()
        log.info("stopped")
        if case .failure(let error) = result, !(error is CancellationError) { throw error }
    }
}
