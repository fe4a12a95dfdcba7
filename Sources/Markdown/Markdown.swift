internal import Synchronization

/// GitHub's Markdown for showing text people wrote.
package enum Markdown {
    /// HTML that is safe inside a page: no raw HTML, no script links, and pictures from other hosts only as links, so that
    /// looking at a comment tells nobody that it was looked at.
    package static func html(_ text: String) -> String {
        parsing.withLock { _ in
            let document = MarkdownDocument(text)
            document.replaceForeignImages()
            return document.html()
        }
    }

    /// Reads what a text says, footnotes included and addresses left as they are.
    static func parsed<Answer: Sendable>(_ text: String, _ read: (borrowing MarkdownDocument) -> Answer) -> Answer {
        parsing.withLock { _ in read(MarkdownDocument(forReading: text)) }
    }

    /// cmark-gfm keeps the extensions' special characters in global tables while it parses, so one parse runs at a time.
    private static let parsing = Mutex(())
}
