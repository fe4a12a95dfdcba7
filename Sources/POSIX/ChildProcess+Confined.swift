internal import CLinux
internal import Glibc

extension ChildProcess {
    /// Starts a program as `start(_:input:output:errorOutput:)` does, under limits of its own.
    package static func start(
        _ command: ChildCommand, input: Int32, output: Int32, errorOutput: Int32, confinement: ChildConfinement
    ) throws(SystemError) -> ChildProcess {
        var identifier: pid_t = 0
        let arguments = cStrings([command.executable] + command.arguments)
        let environment = cStrings(command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        defer { (arguments + environment).forEach { free($0) } }
        let limits = confinement.limits.map { clinux_limit(resource: $0.resource, value: $0.value) }
        let status = limits.withUnsafeBufferPointer { limits in
            var options = clinux_start_options(
                limits: limits.baseAddress, limit_count: limits.count, death_signal: confinement.deathSignal,
                no_new_privileges: confinement.forbidsNewPrivileges ? 1 : 0,
                memory_pressure_score: confinement.memoryPressureScore)
            return clinux_start(
                &identifier, command.executable, arguments, environment, command.folder, input, output, errorOutput, &options)
        }
        guard status == 0 else { throw SystemError("start", command.executable, code: status) }
        return ChildProcess(identifier: identifier)
    }

    /// Takes the end of any child that has one, without waiting; nil when none has.
    package static func reapAny() -> (identifier: Int32, end: ChildEnd)? {
        var status: Int32 = 0
        let identifier = waitpid(-1, &status, WNOHANG)
        return identifier > 0 ? (identifier, end(status)) : nil
    }

    /// Takes the end of this child if it has one, so that it does not stay as a zombie.
    package func reap() {
        var status: Int32 = 0
        waitpid(identifier, &status, WNOHANG)
    }
}
