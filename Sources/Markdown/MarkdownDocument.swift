internal import CCmark

/// A parsed text: the parser, whose list of extensions rendering needs, and the tree it made.
struct MarkdownDocument: ~Copyable {
    private let parser: OpaquePointer
    private let root: OpaquePointer

    /// Registered once for the whole process, as registering is not thread-safe.
    private static let registered: Void = ccmark_register()
    private static let extensions = ["table", "strikethrough", "autolink", "tagfilter", "tasklist"]

    init(_ text: String) { self.init(text, options: CMARK_OPT_DEFAULT, extensions: Self.extensions) }

    /// For finding out what is prose: with footnotes, and without joining neighbouring texts, as finding addresses does.
    init(forReading text: String) {
        self.init(text, options: CMARK_OPT_FOOTNOTES, extensions: ["table", "strikethrough", "tasklist"])
    }

    private init(_ text: String, options: CInt, extensions: [String]) {
        Self.registered
        guard let parser = cmark_parser_new(options) else { preconditionFailure("no memory for a parser") }
        for name in extensions { precondition(ccmark_attach(parser, name) == 1, "cmark-gfm lacks \(name)") }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { preconditionFailure("a parser ends with a tree") }
        self.parser = parser
        self.root = root
    }

    deinit {
        cmark_node_free(root)
        cmark_parser_free(parser)
    }

    func html() -> String {
        guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser)) else { return "" }
        defer { ccmark_free(text) }
        return String(cString: text)
    }

    /// Turns every picture from another host into a link to it; inside a link only its description stays.
    func replaceForeignImages() {
        for image in images() {
            let address = cmark_node_get_url(image).map { String(cString: $0) } ?? ""
            if Self.isForeign(address) { replace(image, address: address) }
        }
    }

    /// Collected first: the tree must not change below an iterator.
    private func images() -> [OpaquePointer] {
        var found: [OpaquePointer] = []
        walk { node, isEnter in
            if isEnter, cmark_node_get_type(node) == CMARK_NODE_IMAGE { found.append(node) }
        }
        return found
    }

    /// Every node in reading order, once when it begins and, where it can have children, once when it ends.
    borrowing func walk(_ visit: (_ node: OpaquePointer, _ isEnter: Bool) -> Void) {
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        var event = cmark_iter_next(iterator)
        while event != CMARK_EVENT_DONE {
            if let node = cmark_iter_get_node(iterator) { visit(node, event == CMARK_EVENT_ENTER) }
            event = cmark_iter_next(iterator)
        }
    }

    private func replace(_ image: OpaquePointer, address: String) {
        if cmark_node_first_child(image) == nil, let label = cmark_node_new(CMARK_NODE_TEXT) {
            cmark_node_set_literal(label, address)
            cmark_node_append_child(image, label)
        }
        if isInsideLink(image) {
            while let child = cmark_node_first_child(image) {
                cmark_node_unlink(child)
                cmark_node_insert_before(image, child)
            }
            cmark_node_free(image)
        } else {
            // Changing the type frees the address that belongs to the node.
            cmark_node_set_type(image, CMARK_NODE_LINK)
            cmark_node_set_url(image, address)
        }
    }

    private func isInsideLink(_ node: OpaquePointer) -> Bool {
        var above = cmark_node_parent(node)
        while let current = above {
            if cmark_node_get_type(current) == CMARK_NODE_LINK { return true }
            above = cmark_node_parent(current)
        }
        return false
    }

    /// Whether an address leaves the host of the page: it names a scheme or starts with `//`, as browsers read `\` as `/`.
    static func isForeign(_ address: String) -> Bool {
        let start = Array(address.utf8.prefix(2)).map { $0 == 0x5C ? 0x2F : $0 }
        if start == [0x2F, 0x2F] { return true }
        return address.prefix { !"/?#".contains($0) }.contains(":")
    }
}
