internal import JSON

extension SandboxCheckRun {
    /// Takes over what a request says.
    mutating func apply(_ fields: Fields) throws(APIError) {
        name = try fields.string("name") ?? name
        detailsURL = try fields.string("details_url") ?? detailsURL
        externalID = try fields.string("external_id") ?? externalID
        if let word = try fields.string("status") {
            guard ["queued", "in_progress", "completed"].contains(word) else {
                throw .invalid("CheckRun", field: "status", code: "invalid")
            }
            status = word
        }
        if let word = try fields.string("conclusion") {
            guard Self.conclusions.contains(word) else { throw .invalid("CheckRun", field: "conclusion", code: "invalid") }
            (conclusion, status) = (word, "completed")
        } else if status == "completed", conclusion == nil {
            throw .missing("conclusion")
        }
        guard let output = try fields.object("output") else { return }
        title = try output.requiredString("title")
        summary = try output.requiredString("summary")
        text = try output.string("text") ?? text
        for (field, text) in [("summary", summary), ("text", text)] {
            guard (text ?? "").utf8.count <= CheckRunsAPI.maximumOutput else {
                throw .invalid(
                    "CheckRun", field: field,
                    "Only \(CheckRunsAPI.maximumOutput) characters are allowed; \((text ?? "").count) were supplied.")
            }
        }
        let more = try output.array("annotations") ?? []
        guard more.count <= CheckRunsAPI.maximumAnnotations else {
            throw .invalid(
                "CheckRun", field: "annotations", "No more than \(CheckRunsAPI.maximumAnnotations) annotations are allowed")
        }
        annotations += more
    }
}
