/// Write a comment on the issue or pull request.
package struct CommentAction: Sendable, Equatable {
    package var body: Template
    /// Comments of one name on one item are edited in place instead of written anew.
    package var sticky: String?

    package init(body: Template, sticky: String? = nil) {
        self.body = body
        self.sticky = sticky
    }
}
