/// Something said on a pull request, before it has a row.
package struct NewReviewItem: Equatable, Sendable {
    package var number: Int
    package var kind: ReviewItem.Kind
    package var remoteID: Int64
    package var threadID: Int64?
    package var author: String
    package var path: String?
    package var line: Int?
    package var hunk: String?
    package var body: String

    package init(
        number: Int, kind: ReviewItem.Kind, remoteID: Int64, threadID: Int64? = nil, author: String, path: String? = nil,
        line: Int? = nil, hunk: String? = nil, body: String
    ) {
        self.number = number
        self.kind = kind
        self.remoteID = remoteID
        self.threadID = threadID
        self.author = author
        self.path = path
        self.line = line
        self.hunk = hunk
        self.body = body
    }
}
