/// The issue or pull request that a job is about.
package struct JobItem: Hashable, Sendable {
    package var kind: JobItemKind
    package var number: Int
    package var title: String?
    package var url: String?

    package init(kind: JobItemKind, number: Int, title: String? = nil, url: String? = nil) {
        self.kind = kind
        self.number = number
        self.title = title
        self.url = url
    }
}
