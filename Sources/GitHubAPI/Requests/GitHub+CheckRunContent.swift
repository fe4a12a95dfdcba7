internal import JSON

extension GitHub {
    /// What a check run shows; what is nil stays as it is.
    package struct CheckRunContent: Hashable, Sendable {
        package var status: GitHub.CheckStatus?
        /// Setting it completes the run.
        package var conclusion: GitHub.CheckConclusion?
        package var externalID: String?
        package var detailsURL: String?
        package var output: Output?

        /// Texts of at most 65,535 bytes each.
        package struct Output: Hashable, Sendable {
            package var title: String
            package var summary: String
            package var text: String?
            /// At most 50 a call; later calls add theirs.
            package var annotations: [CheckAnnotation]

            package init(title: String, summary: String, text: String? = nil, annotations: [CheckAnnotation] = []) {
                self.title = title
                self.summary = summary
                self.text = text
                self.annotations = annotations
            }
        }

        package init(
            status: GitHub.CheckStatus? = nil, conclusion: GitHub.CheckConclusion? = nil, externalID: String? = nil,
            detailsURL: String? = nil, output: Output? = nil
        ) {
            self.status = status
            self.conclusion = conclusion
            self.externalID = externalID
            self.detailsURL = detailsURL
            self.output = output
        }

        var members: [String: JSONValue?] {
            [
                "status": status.map { .string($0.rawValue) }, "conclusion": conclusion.map { .string($0.rawValue) },
                "external_id": externalID.map(JSONValue.string), "details_url": detailsURL.map(JSONValue.string),
                "output": output?.json,
            ]
        }
    }
}

extension GitHub.CheckRunContent.Output {
    var json: JSONValue {
        .members([
            "title": .string(title), "summary": .string(summary), "text": text.map(JSONValue.string),
            // A bare nil would read as JSON's null.
            "annotations": annotations.isEmpty ? Optional.none : JSONValue.array(annotations.map(\.json)),
        ])
    }
}
