import Glibc
import TestSupport

/// How long a soak is and by which seed it is drawn: `HOOKBOT_SOAK` and `HOOKBOT_SEED`.
struct SoakPlan: Sendable {
    enum Size: String, Sendable { case ci, nightly, release }

    let size: Size
    let seed: UInt64
    /// Rows to run; all where empty: `HOOKBOT_SOAK_ROWS=kills,chaos`.
    let rows: Set<String>
    /// How often a row is run until it is clean: `HOOKBOT_SOAK_TRIES`, 1 where nothing is said.
    let tries: Int

    /// Nil unless a soak was asked for.
    static let current: SoakPlan? = {
        guard let size = variable("HOOKBOT_SOAK").flatMap(Size.init) else { return nil }
        let rows = (variable("HOOKBOT_SOAK_ROWS") ?? "").split(separator: ",").map(String.init)
        return SoakPlan(
            size: size, seed: variable("HOOKBOT_SEED").flatMap { UInt64($0) } ?? UInt64(time(nil)), rows: Set(rows),
            tries: max(1, variable("HOOKBOT_SOAK_TRIES").flatMap(Int.init) ?? 1))
    }()

    func wants(_ row: String) -> Bool { rows.isEmpty || rows.contains(row) }

    /// The count for this size.
    func count(_ ci: Int, _ nightly: Int, _ release: Int) -> Int {
        switch size {
        case .ci: ci
        case .nightly: nightly
        case .release: release
        }
    }

    /// A generator for one case of one row, the same whatever else runs.
    func generator(_ row: String, _ index: Int) -> SeededGenerator {
        let name = row.utf8.reduce(UInt64(0)) { $0 &* 257 &+ UInt64($1) }
        return SeededGenerator(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ name &* 1_000_003 &+ UInt64(index))
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
