/// The tools of an agent as a person lists them: `Read`, `Bash`, or `Bash(swift test:*)` for some commands only.
package enum ToolList {
    /// The tools there are at all.
    package static func names(_ tools: [String]) -> [String] {
        var names: [String] = []
        for tool in tools {
            let name = String(tool.prefix { $0 != "(" })
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// Those that need a word of permission, as file tools have it within the tree anyway.
    package static func allowed(_ tools: [String]) -> [String] { tools.filter { names([$0]) == ["Bash"] } }

    /// The tools that the model's own service runs, by the beginning of their types in the API.
    package static func serviceTools(_ tools: [String]) -> [String] { names(tools).contains("WebSearch") ? ["web_search_"] : [] }
}
