/// Change the labels of the issue or pull request.
package struct LabelAction: Sendable, Equatable {
    package var add: [Template]
    package var remove: [Template]

    package init(add: [Template] = [], remove: [Template] = []) {
        self.add = add
        self.remove = remove
    }
}
