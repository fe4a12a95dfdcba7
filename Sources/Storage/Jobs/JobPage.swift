/// One page of jobs, and how many there are on all pages.
package struct JobPage: Hashable, Sendable {
    package let jobs: [Job]
    package let total: Int
}
