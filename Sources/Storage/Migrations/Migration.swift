/// One step of the schema's history: immutable once it has landed, as databases in the field record its checksum.
struct Migration: Sendable {
    let number: Int
    let name: String
    /// One SQL statement each.
    let statements: [StaticString]

    static let all: [Migration] = [
        .repositories, .deliveries, .jobs, .work, .githubWrites, .operations, .deliveryFeeds, .accounts, .budgets,
        .reviewItems, .retries, .severalNodes, .flow, .eventKeys, .jobCounts, .pauses,
    ]

    /// FNV-1a over the statements: it notices an edited migration, nothing more.
    var checksum: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for statement in statements {
            statement.withUTF8Buffer { bytes in
                for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            }
            hash = hash &* 0x0000_0100_0000_01B3
        }
        return String(hash, radix: 16)
    }
}
