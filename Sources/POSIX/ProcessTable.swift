internal import Glibc

/// What proc(5) says about processes at one moment; any of them may be gone the next.
package enum ProcessTable {
    /// Every process below another one, in no particular order; zombies included.
    package static func descendants(of ancestor: Int32) -> [Int32] {
        let children = Dictionary(grouping: all(), by: \.parent)
        var found: [Int32] = []
        // The table is not read at one instant, so that numbers used again could make it circular.
        var seen: Set<Int32> = [ancestor]
        var next = [ancestor]
        while let parent = next.popLast() {
            for child in children[parent] ?? [] where seen.insert(child.identifier).inserted {
                found.append(child.identifier)
                next.append(child.identifier)
            }
        }
        return found
    }

    package static func children(of parent: Int32) -> [Int32] {
        all().filter { $0.parent == parent }.map(\.identifier)
    }

    static func status(of identifier: Int32) -> Status? {
        guard let bytes = try? Files.read("/proc/\(identifier)/stat", limit: 4096) else { return nil }
        return Status(identifier: identifier, parsing: String(decoding: bytes, as: UTF8.self))
    }

    private static func all() -> [Status] {
        let names = (try? Files.names(in: "/proc")) ?? []
        return names.compactMap { Int32($0) }.compactMap { status(of: $0) }
    }

    struct Status {
        let identifier: Int32
        let state: Substring
        let parent: Int32
        let startTicks: UInt64

        /// The name in parentheses may hold anything, closing ones too, so fields are counted from the last of them.
        init?(identifier: Int32, parsing text: String) {
            guard let close = text.lastIndex(of: ")") else { return nil }
            let fields = text[text.index(after: close)...].split(separator: " ")
            guard fields.count > 19, let parent = Int32(fields[1]), let startTicks = UInt64(fields[19]) else { return nil }
            self.identifier = identifier
            self.state = fields[0]
            self.parent = parent
            self.startTicks = startTicks
        }
    }
}
