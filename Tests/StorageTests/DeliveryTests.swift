import Identifiers
import JSON
import Storage
import Testing

@Suite struct DeliveryTests {
    @Test func `a delivery comes back as it was stored`() async throws {
        try await withDatabase { database in
            let body = String(repeating: #"{"action":"labeled"}"#, count: 400)
            let insertion = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(1, body: body)) }
            #expect(insertion == .inserted(1))
            let stored = try await database.read { tx in try tx.deliveries.find(id: 1) }
            let delivery = try #require(stored)
            #expect(delivery.guid == (try sampleGUID(1)))
            #expect(delivery.headers == ["X-GitHub-Event": "issues"])
            #expect(try delivery.body?.bytes() == Array(body.utf8))
            #expect(delivery.bodySize == body.utf8.count)
            #expect(delivery.state == .received)
            #expect(delivery.secretLabel == "current")
            #expect(delivery.receivedAt == moment())
        }
    }

    @Test func `an empty body comes back empty`() throws {
        #expect(try CompressedBody([]).bytes().isEmpty)
    }

    @Test func `bodies of every size compressed at the same time come back as they were`() async throws {
        let sizes = [1, 100, 8 << 10, 200 << 10, (1 << 20) + 1]
        let areSame = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let size = sizes[number % sizes.count]
                    let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 / (1 + number % 7) &* 31 &+ number) }
                    return try CompressedBody(body).bytes() == body
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(areSame == Array(repeating: true, count: 60))
    }

    @Test func `a GUID sent over and over from everywhere is stored once`() async throws {
        try await withDatabase { database in
            let insertions = await withTaskGroup(of: [DeliveryInsertion].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var insertions: [DeliveryInsertion] = []
                        for _ in 0..<200 {
                            let one = try? await database.write { tx in try tx.deliveries.insert(sampleDelivery(7)) }
                            if let one { insertions.append(one) }
                        }
                        return insertions
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            #expect(insertions.count == 1600)
            #expect(insertions.filter { $0 == .inserted(1) }.count == 1)
            #expect(insertions.filter { $0 == .duplicate(.received) }.count == 1599)
            let counts = try await database.read { tx in try tx.deliveries.counts() }
            #expect(counts == [.received: 1])
        }
    }

    @Test func `a known GUID with another body is evidence, not a delivery`() async throws {
        try await withDatabase { database in
            _ = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(1, body: "first")) }
            let second = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(1, body: "second")) }
            #expect(second == .conflicting)
            let (stored, audit) = try await database.read { tx in
                (try tx.deliveries.find(id: 1), try tx.audit.list(about: .delivery(1)))
            }
            #expect(try stored?.body?.bytes() == Array("first".utf8))
            #expect(audit.map(\.action) == ["delivery.conflicting"])
            #expect(audit.first?.details["offered_sha256"] == "sha of second")
        }
    }

    @Test func `the same GUID at another hook is another delivery`() async throws {
        try await withDatabase { database in
            let insertion = try await database.write { tx in
                _ = try tx.deliveries.insert(sampleDelivery(1))
                var other = try sampleDelivery(1)
                other.hook = "other"
                return try tx.deliveries.insert(other)
            }
            #expect(insertion == .inserted(2))
        }
    }

    @Test func `received deliveries are handed out oldest first until they are marked`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for number in 1...3 { _ = try tx.deliveries.insert(sampleDelivery(number)) }
                #expect(try tx.deliveries.nextReceived(limit: 2).map(\.id) == [1, 2])
                #expect(try tx.deliveries.recordAttempt(1, note: "busy") == 1)
                #expect(try tx.deliveries.markDispatched(1, now: moment(5)))
                #expect(try !tx.deliveries.mark(1, as: .ignored, now: moment(6)))
                #expect(try tx.deliveries.mark(2, as: .unreadable, note: "not JSON", now: moment(6)))
                #expect(try tx.deliveries.nextReceived(limit: 9).map(\.id) == [3])
                let first = try #require(try tx.deliveries.find(id: 1))
                #expect(first.state == .dispatched)
                #expect(first.dispatchedAt == moment(5))
                #expect(first.dispatchAttempts == 2)
                #expect(try tx.deliveries.requeue(2, by: "mona", now: moment(7)))
                #expect(try tx.deliveries.nextReceived(limit: 9).map(\.id) == [2, 3])
                #expect(try tx.deliveries.insert(sampleDelivery(1)) == .duplicate(.dispatched))
            }
        }
    }

    @Test func `pages run backwards and leave bodies out`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for number in 1...5 { _ = try tx.deliveries.insert(sampleDelivery(number, body: "long")) }
                let page = try tx.deliveries.list(limit: 2)
                #expect(page.map(\.id) == [5, 4])
                #expect(page.allSatisfy { $0.body == nil && $0.bodySize == 4 })
                #expect(try tx.deliveries.list(limit: 9, before: 4).map(\.id) == [3, 2, 1])
            }
        }
    }

    @Test func `one body under many GUIDs is counted from a moment on`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for number in 1...4 {
                    _ = try tx.deliveries.insert(sampleDelivery(number, body: "same", at: moment(Int64(number))))
                }
                _ = try tx.deliveries.insert(sampleDelivery(5, body: "other"))
                let count = try tx.deliveries.countSimilarBody(event: "issues", sha256: "sha of same", since: moment(3))
                #expect(count == 2)
                #expect(try tx.deliveries.countSimilarBody(event: "push", sha256: "sha of same", since: moment()) == 0)
            }
        }
    }

    @Test func `pruning spares what still waits`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for number in 1...3 { _ = try tx.deliveries.insert(sampleDelivery(number)) }
                try tx.deliveries.markDispatched(1, now: moment())
                #expect(try tx.deliveries.prune(before: moment(10), limit: 10) == 1)
                #expect(try tx.deliveries.list(limit: 9).map(\.id) == [3, 2])
            }
        }
    }

    @Test func `a decision made again replaces the first`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                _ = try tx.deliveries.insert(sampleDelivery(1))
                for matched in [false, true] {
                    try tx.matches.record(
                        RuleMatch(
                            delivery: 1, kind: .rule, name: "triage", matched: matched, explanation: ["label": .bool(matched)],
                            createdAt: moment()))
                }
                try tx.matches.record(
                    RuleMatch(
                        delivery: 1, kind: .command, name: "triage", matched: false, explanation: [:], createdAt: moment()))
                let matches = try tx.matches.list(delivery: 1)
                #expect(matches.map(\.matched) == [true, false])
                #expect(matches.first?.explanation == ["label": true])
            }
        }
    }
}
