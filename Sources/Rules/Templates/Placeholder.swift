/// One `{{ path | filter: argument }}`.
package struct Placeholder: Sendable, Equatable {
    /// `number`, `issue.user.login`, `job.id`.
    package let path: String
    /// From left to right.
    package let filters: [TemplateFilter]
    /// Bytes from the start of the template to the path.
    package let offset: Int
}
