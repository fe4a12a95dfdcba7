import Glibc
import Identifiers
import Storage
import TestSupport
import Testing

@Suite struct KillTests {
    @Test func `what was acknowledged survives a kill in the middle of writing`() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let database = try await Database.open(path: "\(folder)/hookbot.db")
                let acknowledged = open("\(folder)/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
                await withTaskGroup(of: Void.self) { group in
                    for worker in 0..<8 {
                        group.addTask {
                            for round in 0..<1000 {
                                let number = worker * 1000 + round
                                guard
                                    let insertion = try? await database.write({ tx in
                                        try tx.deliveries.insert(sampleDelivery(number))
                                    }), case .inserted = insertion
                                else { return }
                                let line = Array("\(number)\n".utf8)
                                write(acknowledged, line, line.count)
                                if worker == 0 && round == 60 { kill(getpid(), SIGKILL) }
                            }
                        }
                    }
                }
            }
            let numbers = String(decoding: try readBytes("\(folder)/acknowledged"), as: UTF8.self)
                .split(separator: "\n").compactMap { Int($0) }
            #expect(numbers.count > 60)
            let database = try await Database.open(path: "\(folder)/hookbot.db")
            for number in numbers {
                let found = try await database.read { tx in try tx.deliveries.find(guid: sampleGUID(number)) }
                #expect(found != nil)
            }
            let violations = try await database.read { tx in try tx.auditInvariants() }
            #expect(violations.isEmpty)
            await database.close()
        }
    }
}
