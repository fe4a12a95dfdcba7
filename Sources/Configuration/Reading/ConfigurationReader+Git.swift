internal import Identifiers
internal import JSON
internal import Patterns
internal import Rules
internal import TOML

extension ConfigurationReader {
    func git(_ top: SectionReader) -> GitSettings? {
        let section = section("git", ConfigurationSchema.git)
        let author = section.section("author", ConfigurationSchema.author)
        let protected = patterns(section.texts("protected"), "protected", of: section, caseSensitive: true)
        let trailers = trailers(section)
        let branch = branch(section, protected)
        for name in ["name", "email"] {
            guard let text = author.text(name) else { continue }
            if text.isEmpty || text.contains(where: { $0 == "<" || $0 == ">" || $0.isNewline || $0 == "\0" }) {
                loading.report(
                    .wrongType, at: author.place(name), "an author's \(name) may not be empty nor hold '<', '>' or a line break")
            }
        }
        guard let branch, let name = author.text("name"), let email = author.text("email") else { return nil }
        return GitSettings(
            branch: branch, authorName: name, authorEmail: email, trailers: trailers, protectedBranches: protected,
            push: section.choice("push", .lease), deletesMerged: section.flag("delete-merged"))
    }

    private func trailers(_ section: SectionReader) -> [Template] {
        section.texts("trailers").compactMap { text in
            let value = section.raw("trailers")?.array?.first { $0.string == text }
            do throws(RuleProblem) {
                let template = try Template(text)
                let key = text.prefix { $0 != ":" }
                let isTrailer =
                    !key.isEmpty && key.count < text.count && !text.contains(where: \.isNewline)
                    && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
                if !isTrailer {
                    loading.report(
                        .badTemplate, at: value?.range, "a trailer is one line such as \"Reviewed-by: {{ actor }}\"")
                }
                return template
            } catch {
                report(error, at: value?.range, in: value, of: text)
                return nil
            }
        }
    }

    private func branch(_ section: SectionReader, _ protected: [StringPattern]) -> Template? {
        guard let text = section.text("branch") else { return nil }
        let value = section.raw("branch")
        do throws(RuleProblem) {
            let template = try Template(text)
            if let problem = BranchTemplate.problem(of: template, protected: protected) {
                report(problem, at: section.place("branch"), in: value, of: text)
            }
            return template
        } catch {
            report(error, at: section.place("branch"), in: value, of: text)
            return nil
        }
    }
}
