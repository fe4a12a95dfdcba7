internal import CLinux
internal import Dispatch
package import BlockingWork
internal import Glibc
internal import Synchronization

extension ChildCommand {
    /// Runs to the end on a thread of `work`: writes `input`, collects both outputs up to `outputLimit` bytes each, and kills
    /// the program's session at `timeout`, at the limit, or when the task is cancelled. Throws what starting it threw.
    package func run(
        on work: BlockingWork, input: [UInt8] = [], timeout: Duration = .seconds(60), outputLimit: Int = 64 << 20
    ) async throws -> ChildResult {
        let cancellation = CancellationPipe(try Descriptor.pipe())
        return try await withTaskCancellationHandler {
            let result = try await work.run { try runBlocking(input, timeout, outputLimit, cancellation) }
            try Task.checkCancellation()
            return result
        } onCancel: {
            cancellation.request()
        }
    }

    private func runBlocking(
        _ input: [UInt8], _ timeout: Duration, _ outputLimit: Int, _ cancellation: CancellationPipe
    ) throws(SystemError) -> ChildResult {
        let inputPipe = try Descriptor.pipe()
        let outputPipe = try Descriptor.pipe()
        let errorPipe = try Descriptor.pipe()
        let child = try ChildProcess.start(
            self, input: inputPipe.reading.number, output: outputPipe.writing.number, errorOutput: errorPipe.writing.number)
        var exchange = ChildExchange(child: child, input: input, deadline: .now + timeout, outputLimit: outputLimit)
        return exchange.run(
            inputPipe: inputPipe, outputPipe: outputPipe, errorPipe: errorPipe, cancellation: cancellation.reading)
    }
}

/// A pipe that becomes readable when a task is cancelled, so that poll(2) sees it.
final class CancellationPipe: Sendable {
    private let pipe: Pipe

    init(_ pipe: consuming Pipe) { self.pipe = pipe }

    var reading: Int32 { pipe.reading.number }

    func request() {
        var byte: UInt8 = 1
        write(pipe.writing.number, &byte, 1)
    }
}
