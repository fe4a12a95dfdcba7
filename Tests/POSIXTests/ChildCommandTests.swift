import BlockingWork
import POSIX
import TestSupport
import Testing

@Suite struct ChildCommandTests {
    let work = BlockingWork(label: "test", width: 4)

    @Test func `input comes back as output through cat`() async throws {
        let text = [UInt8](repeating: 0x61, count: 300_000)
        let result = try await ChildCommand("/bin/cat").run(on: work, input: text)
        #expect(result.succeeded)
        #expect(result.output == text)
    }

    @Test func `a program that ends without reading its input does no harm`() async throws {
        for _ in 0..<50 {
            let result = try await ChildCommand("/bin/true").run(on: work, input: [UInt8](repeating: 0x61, count: 300_000))
            #expect(result.succeeded)
        }
    }

    @Test func `the environment is exactly what was given`() async throws {
        let result = try await ChildCommand("/usr/bin/env", environment: ["ONE": "1"]).run(on: work)
        #expect(String(decoding: result.output, as: UTF8.self) == "ONE=1\n")
    }

    @Test func `a program that runs too long is killed`() async throws {
        let result = try await ChildCommand("/bin/sleep", ["60"]).run(on: work, timeout: .milliseconds(50))
        #expect(result.end == .timedOut)
    }

    @Test func `a program that writes too much is killed`() async throws {
        let result = try await ChildCommand("/usr/bin/yes").run(on: work, outputLimit: 100_000)
        #expect(result.end == .outputLimit)
    }

    @Test func `cancelling the task kills the program`() async throws {
        let running = Task { try await ChildCommand("/bin/sleep", ["60"]).run(on: work) }
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test func `a program that does not exist names itself in the error`() async throws {
        let error = await #expect(throws: SystemError.self) { try await ChildCommand("/no/such/program").run(on: work) }
        #expect(error?.description == "start /no/such/program: No such file or directory")
    }

    @Test func `a program sees none of our open files`() async throws {
        let open = try Descriptor(opening: "/dev/null", flags: 0)
        let result = try await ChildCommand("/bin/ls", ["/proc/self/fd"]).run(on: work)
        _ = consume open
        #expect(String(decoding: result.output, as: UTF8.self) == "0\n1\n2\n3\n", "3 is the folder that ls itself reads")
    }
}
