import Configuration
import JSON
import Testing

@Suite struct DocumentationTests {
    @Test func `every section stands in the reference exactly as the schema has it`() throws {
        let page = try Sample.projectFile("docs/configuration.md")
        for section in ConfigurationSchema.sections {
            #expect(page.contains(Reference.section(section)), "\(section.title)")
        }
    }

    @Test func `every code of a diagnostic is explained`() throws {
        let page = try Sample.projectFile("docs/configuration.md")
        for code in DiagnosticCode.allCases { #expect(page.contains("| \(code.rawValue) | "), "\(code.rawValue)") }
    }

    @Test func `every mistake in the documentation gives exactly the output beside it`() throws {
        let mistakes = try Self.mistakes()
        #expect(mistakes.count >= 20)
        for (text, expected) in mistakes {
            let result = Sample.load(text, environment: Sample.documented)
            #expect(result.diagnostics.map(\.description).joined(separator: "\n\n") == expected)
        }
    }

    @Test func `the JSON Schema has every section's keys and is closed to others`() {
        let schema = ConfigurationSchema.jsonSchema()
        #expect(schema.at("properties", "limits", "properties", "jobs", "minimum") == 1)
        #expect(
            schema.at("properties", "agent", "additionalProperties", "properties", "budget", "properties", "wall", "default")
                == "45m")
        #expect(schema.at("properties", "rule", "items", "required") == ["name", "on", "when", "do"])
        #expect(schema.at("properties", "server", "additionalProperties") == false)
        let top = ConfigurationSchema.sections[0]
        #expect(Set(schema.at("properties")?.object?.keys.map(\.self) ?? []) == Set(top.keys.map(\.name)))
    }

    /// Each block of TOML behind the heading, with the block of output that follows it.
    private static func mistakes() throws -> [(text: String, expected: String)] {
        let page = try Sample.projectFile("docs/configuration.md")
        let blocks = page.components(between: "```toml\n", and: "\n```")
        let outputs = page.components(between: "```text\n", and: "\n```")
        try #require(blocks.count == outputs.count)
        return Array(zip(blocks, outputs))
    }
}

extension String {
    fileprivate func components(between start: String, and end: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let opening = rest.firstRange(of: start) {
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: end) else { break }
            found.append(String(rest[..<closing.lowerBound]))
            rest = rest[closing.upperBound...]
        }
        return found
    }
}
