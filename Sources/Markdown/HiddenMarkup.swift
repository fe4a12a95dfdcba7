/// Follows the raw HTML of a text in reading order and says whether a browser would hide, quote or mark off what comes next.
///
/// It errs on the side of hidden: what a reader may not see as plain prose counts as unseen.
struct HiddenMarkup {
    private enum Comment {
        /// Opened by HTML that reaches the browser as it is; text cannot close it.
        case markup
        /// Opened by text that is shown with its brackets.
        case text
    }

    struct Element: Equatable {
        var name: String
        var hides: Bool
    }

    private var comment: Comment?
    private(set) var elements: [Element] = []
    /// A tag that never ends takes in everything behind it.
    private var hasOpenTag = false
    private var tail: [UInt8] = []

    var hides: Bool { comment != nil || hasOpenTag || elements.contains(where: \.hides) }

    /// Elements that neither hide nor quote what they hold.
    private static let plain: Set<String> = [
        "p", "div", "span", "b", "i", "em", "strong", "u", "small", "big", "ins", "sub", "sup", "center", "font", "li", "ul",
        "ol",
        "dl", "dt", "dd", "section", "article", "main", "aside", "header", "footer", "nav", "figure", "figcaption", "abbr",
        "cite",
        "dfn", "mark", "time", "var", "bdi", "bdo", "ruby", "rt", "rp", "tr", "td", "th", "thead", "tbody", "tfoot", "caption",
        "colgroup", "label",
    ]
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
    /// Elements whose content is text up to their own end tag.
    private static let rawText: Set<String> = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
    /// What the end of a block around them ends too.
    private static let bounded: Set<String> = ["details", "summary", "blockquote", "pre"]

    /// The end of a Markdown block ends what was opened within it, where a browser does so.
    mutating func leaveBlock(enteredWith before: [Element]) {
        guard elements.count > before.count, elements.starts(with: before) else { return }
        guard elements.dropFirst(before.count).allSatisfy({ !$0.hides || Self.bounded.contains($0.name) }) else { return }
        elements = before
    }

    /// Text as a reader sees it: only `<!--` that nothing ends counts.
    mutating func read(text: String) {
        let bytes = tail + Array(text.utf8)
        var index = 0
        // What was read as a mark is not read again with what follows.
        var boundary = 0
        while index < bytes.count {
            switch comment {
            case nil:
                let isStart = bytes[index...].starts(with: "<!--".utf8)
                index += isStart ? 4 : 1
                if isStart {
                    comment = .text
                    boundary = index
                }
            case .text:
                let length = Self.endOfComment(bytes, at: index)
                index += max(length, 1)
                if length > 0 {
                    comment = nil
                    boundary = index
                }
            case .markup:
                index = bytes.count
            }
        }
        tail = Array(bytes[max(boundary, bytes.count - 3)...])
    }

    mutating func endText() { tail = [] }

    mutating func read(html: String) {
        tail = []
        let bytes = Array(html.utf8)
        var index = 0
        while index < bytes.count {
            if comment != nil {
                let length = Self.endOfComment(bytes, at: index)
                if length > 0 { comment = nil }
                index += max(length, 1)
            } else if let raw = elements.last?.name, Self.rawText.contains(raw) {
                if bytes[index] == UInt8(ascii: "<"), let end = endTag(bytes, at: index), end.name == raw {
                    elements.removeLast()
                    index = end.next
                } else {
                    index += 1
                }
            } else if bytes[index] != UInt8(ascii: "<") {
                index += 1
            } else {
                index = readTag(bytes, at: index)
                if hasOpenTag { return }
            }
        }
    }

    private mutating func readTag(_ bytes: [UInt8], at start: Int) -> Int {
        let rest = bytes[start...]
        if rest.starts(with: "<!--".utf8) {
            if rest.starts(with: "<!-->".utf8) { return start + 5 }
            if rest.starts(with: "<!--->".utf8) { return start + 6 }
            comment = .markup
            return start + 4
        }
        guard start + 1 < bytes.count else { return start + 1 }
        if bytes[start + 1] == UInt8(ascii: "!") || bytes[start + 1] == UInt8(ascii: "?") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else {
                hasOpenTag = true
                return bytes.count
            }
            return end + 1
        }
        if bytes[start + 1] == UInt8(ascii: "/") {
            guard let end = endTag(bytes, at: start) else { return start + 2 }
            close(end.name)
            return end.next
        }
        guard let tag = HTMLTag(bytes, nameAt: start + 1) else { return start + 1 }
        open(tag)
        return tag.next
    }

    private mutating func open(_ tag: HTMLTag) {
        if !tag.isClosed { hasOpenTag = true }
        guard !Self.void.contains(tag.name) else { return }
        elements.append(Element(name: tag.name, hides: tag.hidesItself || !Self.plain.contains(tag.name)))
    }

    /// Elements that hide end only in the order in which they began: browsers ignore some ends that cross.
    private mutating func close(_ name: String) {
        guard let index = elements.lastIndex(where: { $0.name == name }) else { return }
        if elements[index].hides, elements[(index + 1)...].contains(where: \.hides) { return }
        elements.remove(at: index)
    }

    private func endTag(_ bytes: [UInt8], at start: Int) -> (name: String, next: Int)? {
        guard start + 2 < bytes.count, bytes[start + 1] == UInt8(ascii: "/"), let tag = HTMLTag(bytes, nameAt: start + 2),
            tag.isClosed
        else { return nil }
        return (tag.name, tag.next)
    }

    /// The length of `-->` or `--!>` at `index`, else 0.
    private static func endOfComment(_ bytes: [UInt8], at index: Int) -> Int {
        let rest = bytes[index...]
        return rest.starts(with: "-->".utf8) ? 3 : rest.starts(with: "--!>".utf8) ? 4 : 0
    }
}
