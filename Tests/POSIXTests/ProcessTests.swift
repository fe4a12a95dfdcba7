import Glibc
import POSIX
import TestSupport
import Testing

@Suite struct ProcessTests {
    /// Runs a program that reads nothing and says what it has to say into a pipe; gives its words once it has ended.
    func words(_ command: ChildCommand, _ confinement: ChildConfinement) throws -> (end: ChildEnd, output: String) {
        let pipe = try Descriptor.pipe()
        let input = try Descriptor(opening: "/dev/null", flags: O_RDWR)
        let child = try ChildProcess.start(
            command, input: input.number, output: pipe.writing.number, errorOutput: input.number, confinement: confinement)
        let reading = pipe.takeReading()
        return (child.wait(), String(decoding: try reading.readAll(limit: 10_000), as: UTF8.self))
    }

    @Test func `limits and privileges are taken away in the child alone`() throws {
        let confinement = ChildConfinement(
            limits: [.openFiles(77), .coreSize(0)], forbidsNewPrivileges: true, memoryPressureScore: 321)
        let script = "ulimit -n; grep NoNewPrivs /proc/self/status | tr -d '\\t'; cat /proc/self/oom_score_adj"
        let result = try words(ChildCommand("/bin/sh", ["-c", script], environment: ["PATH": "/bin"]), confinement)
        #expect(result.end == .exited(0))
        #expect(result.output == "77\nNoNewPrivs:1\n321\n")
    }

    @Test func `a program that does not exist is an error, not an exit`() {
        let error = #expect(throws: SystemError.self) { try words(ChildCommand("/no/such"), ChildConfinement()) }
        #expect(error?.isMissing == true)
    }

    @Test func `a folder that does not exist is an error, not an exit`() {
        let error = #expect(throws: SystemError.self) {
            try words(ChildCommand("/bin/true", folder: "/no/such"), ChildConfinement())
        }
        #expect(error?.isMissing == true)
    }

    @Test func `a process is told from a later one with its number`() throws {
        let own = try #require(ProcessIdentity(of: getpid()))
        #expect(own.isRunning)
        let later = ProcessIdentity(identifier: own.identifier, startTicks: own.startTicks + 1, bootID: own.bootID)
        #expect(!later.isRunning)
        let earlierBoot = ProcessIdentity(identifier: own.identifier, startTicks: own.startTicks, bootID: "another")
        #expect(!earlierBoot.isRunning)
    }

    @Test func `a zombie does not run`() throws {
        let null = try Descriptor(opening: "/dev/null", flags: O_RDWR)
        let child = try ChildProcess.start(
            ChildCommand("/bin/true"), input: null.number, output: null.number, errorOutput: null.number)
        let end = try Descriptor.end(of: child.identifier)
        let hasEnded = end.waitUntilReadable(timeout: .seconds(10))
        #expect(hasEnded)
        #expect(ProcessIdentity(of: child.identifier) == nil)
        #expect(ProcessTable.children(of: getpid()).contains(child.identifier))
        #expect(child.wait() == .exited(0))
    }

    @Test func `a lock has one holder until it is given up`() async throws {
        try await withTemporaryFolder { folder in
            let first = try FileLock.take("\(folder)/lock")
            let isHeld = first != nil
            #expect(isHeld)
            let second = try FileLock.take("\(folder)/lock")
            let isRefused = second == nil
            #expect(isRefused)
            _ = consume first
            let third = try FileLock.take("\(folder)/lock")
            let isFree = third != nil
            #expect(isFree)
        }
    }

    @Test func `a watch reports new names`() async throws {
        try await withTemporaryFolder { folder in
            let watch = FolderWatch(folder)
            let isWatching = watch.isWatching
            try #require(isWatching)
            var polled = pollfd(fd: watch.number, events: Int16(POLLIN), revents: 0)
            #expect(poll(&polled, 1, 0) == 0)
            try Files.touch("\(folder)/new")
            #expect(poll(&polled, 1, 10_000) == 1)
            watch.drain()
            #expect(poll(&polled, 1, 0) == 0)
        }
    }

    @Test func `a touched file is young and a missing one has no age`() async throws {
        try await withTemporaryFolder { folder in
            try Files.touch("\(folder)/file")
            #expect(try #require(Files.age(of: "\(folder)/file")) < .seconds(10))
            #expect(Files.age(of: "\(folder)/none") == nil)
        }
    }
}
