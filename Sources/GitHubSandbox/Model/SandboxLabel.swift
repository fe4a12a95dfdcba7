/// A label of a repository; issues hold its id.
package struct SandboxLabel: Sendable, Hashable {
    package let id: Int64
    package var name: String
    package var color: String
    package var description: String?

    /// What GitHub gives to every new repository.
    static let defaults: [(name: String, color: String, description: String)] = [
        ("bug", "d73a4a", "Something isn't working"),
        ("documentation", "0075ca", "Improvements or additions to documentation"),
        ("duplicate", "cfd3d7", "This issue or pull request already exists"),
        ("enhancement", "a2eeef", "New feature or request"),
        ("good first issue", "7057ff", "Good for newcomers"),
        ("help wanted", "008672", "Extra attention is needed"),
        ("invalid", "e4e669", "This doesn't seem right"),
        ("question", "d876e3", "Further information is requested"),
        ("wontfix", "ffffff", "This will not be worked on"),
    ]
}
