internal import JSON

extension GitHub {
    /// A remark of a check run on lines of a file.
    package struct CheckAnnotation: Hashable, Sendable {
        package var path: String
        package var startLine: Int64
        package var endLine: Int64
        package var level: Level
        package var message: String
        package var title: String?

        package enum Level: String, Hashable, Sendable {
            case notice, warning, failure
        }

        package init(path: String, startLine: Int64, endLine: Int64, level: Level, message: String, title: String? = nil) {
            self.path = path
            self.startLine = startLine
            self.endLine = endLine
            self.level = level
            self.message = message
            self.title = title
        }

        var json: JSONValue {
            .members([
                "path": .string(path), "start_line": .integer(startLine), "end_line": .integer(endLine),
                "annotation_level": .string(level.rawValue), "message": .string(message), "title": title.map(JSONValue.string),
            ])
        }
    }
}
