internal import CCmark

/// Marks that stand for places of the text while it is parsed: characters of a private plane that mean nothing to Markdown.
enum PlaceMark {
    static let first: UInt32 = 0xF0000
    static let count = 0xFFF0
    static let other: Unicode.Scalar = "\u{FFFD}"

    static func scalar(_ index: Int) -> Unicode.Scalar { Unicode.Scalar(first + UInt32(index)) ?? other }

    static func index(_ scalar: Unicode.Scalar) -> Int? {
        scalar.value >= first && scalar.value < first + UInt32(count) ? Int(scalar.value - first) : nil
    }
}

extension MarkdownDocument {
    /// The indices of the marks with which the visible prose of a line begins: in a paragraph of the document or of a list item
    /// that is no task, outside of every span, and where no HTML hides it.
    borrowing func marksAtLineStarts() -> Set<Int> {
        var found: Set<Int> = []
        var markup = HiddenMarkup()
        var entered: [[HiddenMarkup.Element]] = []
        var dead = 0
        walk { node, isEnter in
            let type = cmark_node_get_type(node)
            switch type {
            case CMARK_NODE_TEXT:
                guard isEnter else { return }
                let text = literal(node)
                if dead == 0, !markup.hides, isFirstInLine(node), let first = text.unicodeScalars.first,
                    let index = PlaceMark.index(first)
                {
                    found.insert(index)
                }
                markup.read(text: text)
            case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
                if isEnter { markup.read(html: literal(node)) }
            case CMARK_NODE_DOCUMENT, CMARK_NODE_LIST, CMARK_NODE_PARAGRAPH: markup.endText()
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK,
                CMARK_NODE_THEMATIC_BREAK:
                markup.endText()
            default:
                markup.endText()
                // An item of a list is live; one with a box to tick is a plan, no order. A mark in a quote stands in a line
                // without `>`, which the person wrote below the quote.
                let isLive =
                    type == CMARK_NODE_BLOCK_QUOTE
                    || type == CMARK_NODE_ITEM && String(cString: cmark_node_get_type_string(node)) == "item"
                let isBlock = Int(type.rawValue) & 0xC000 == 0x8000
                if isEnter {
                    if isBlock { entered.append(markup.elements) }
                    if !isLive { dead += 1 }
                } else {
                    if isBlock, let before = entered.popLast() { markup.leaveBlock(enteredWith: before) }
                    if !isLive { dead -= 1 }
                }
            }
        }
        return found
    }

    /// Whether a mark stands in code, block or span.
    borrowing func hasMarkInCode() -> Bool {
        var found = false
        walk { node, isEnter in
            let type = cmark_node_get_type(node)
            guard isEnter, type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK else { return }
            found = found || literal(node).unicodeScalars.contains { PlaceMark.index($0) != nil }
        }
        return found
    }

    private borrowing func isFirstInLine(_ node: OpaquePointer) -> Bool {
        guard let parent = cmark_node_parent(node), cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH else { return false }
        guard let before = cmark_node_previous(node) else { return true }
        let type = cmark_node_get_type(before)
        return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK
    }

    private borrowing func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }
}
