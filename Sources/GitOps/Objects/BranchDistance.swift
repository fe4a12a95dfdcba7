/// How far a branch is from another: commits only it has, and commits only the other has.
package struct BranchDistance: Hashable, Sendable {
    package let ahead: Int
    package let behind: Int

    package init(ahead: Int, behind: Int) {
        self.ahead = ahead
        self.behind = behind
    }
}
