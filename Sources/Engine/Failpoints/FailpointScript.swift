#if FAILPOINTS
    internal import Synchronization

    /// `HOOKBOT_FAILPOINT` of a debug build: `name:kill`, `name:kill:3` for the third time it is reached, `name:hold:250` to stay there
    /// for so many milliseconds; several are separated by commas.
    package final class FailpointScript: Sendable {
        package enum Act: Equatable, Sendable {
            /// As `kill -9` or the power cut would.
            case kill
            case hold(Duration)
        }

        package struct Entry: Equatable, Sendable {
            package var name: String
            package var act: Act
            /// At which passage, from 1; every one where it is to be held up.
            package var passage: Int

            package init(name: String, act: Act, passage: Int) {
                self.name = name
                self.act = act
                self.passage = passage
            }
        }

        package static let variable = "HOOKBOT_FAILPOINT"

        private let entries: [Entry]
        private let passages = Mutex<[String: Int]>([:])

        package init(environment text: String?) { entries = Self.entries(text ?? "") }

        /// What is to happen at this passage.
        package func next(at point: Failpoint) -> Act? {
            if entries.isEmpty { return nil }
            let passage = passages.withLock { passages in
                passages[point.name, default: 0] += 1
                return passages[point.name, default: 0]
            }
            return entries.first { entry in
                guard entry.name == point.name else { return false }
                return entry.act == .kill ? entry.passage == passage : true
            }?.act
        }

        /// Stops the program where the text asks for what there is not: a test that waits for it would wait for ever.
        static func entries(_ text: String) -> [Entry] {
            text.split(separator: ",").map { part in
                guard let entry = entry(part) else {
                    fatalError("\(variable): '\(part)' is none of name:kill, name:kill:N, name:hold:MILLISECONDS")
                }
                return entry
            }
        }

        package static func entry(_ text: Substring) -> Entry? {
            let parts = text.split(separator: ":").map(String.init)
            guard parts.count >= 2, Failpoint.all.contains(where: { $0.name == parts[0] }) else { return nil }
            switch (parts[1], parts.count) {
            case ("kill", 2): return Entry(name: parts[0], act: .kill, passage: 1)
            case ("kill", 3):
                guard let passage = Int(parts[2]), passage > 0 else { return nil }
                return Entry(name: parts[0], act: .kill, passage: passage)
            case ("hold", 3):
                guard let delay = Int(parts[2]), (1...600_000).contains(delay) else { return nil }
                return Entry(name: parts[0], act: .hold(.milliseconds(delay)), passage: 1)
            default: return nil
            }
        }
    }
#endif
