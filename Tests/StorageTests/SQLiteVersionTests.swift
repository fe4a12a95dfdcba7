import Testing

@testable import Storage

@Suite struct SQLiteVersionTests {
    @Test(arguments: [
        (3_040_001, true), (3_044_005, true), (3_044_006, false), (3_045_000, true), (3_050_006, true), (3_050_007, false),
        (3_051_002, true), (3_051_003, false), (3_060_000, false),
    ])
    func `the releases with the checkpoint race are known`(version: Int, expected: Bool) {
        #expect(DatabaseView.hasCheckpointRace(version) == expected)
    }
}
