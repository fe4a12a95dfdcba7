/// One entry of `errors` in GitHub's 422 answers; what GitHub left out is nil.
package struct FieldError: Hashable, Sendable {
    package let resource: String?
    package let field: String?
    package let code: String?
    package let message: String?

    package init(resource: String? = nil, field: String? = nil, code: String? = nil, message: String? = nil) {
        self.resource = resource
        self.field = field
        self.code = code
        self.message = message
    }
}
