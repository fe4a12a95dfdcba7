internal import AgentRunner

/// What the agent of a job is told: the owner's instructions, and what people wrote as material with its origin.
enum JobPrompt {
    /// Throws where the instructions are empty or the whole is too large for an agent.
    static func text(
        instructions: String, trigger: JobTrigger, branch: String, joined: [JobTrigger] = [],
        conversation: [AgentPrompt.Material] = [], guidance: [AgentPrompt.Material] = []
    ) throws(AgentError) -> String {
        try AgentPrompt(
            instructions: "\(PlainText.normalised(instructions).trimmed)\n\n\(rules)",
            material: material(trigger, branch, conversation: conversation) + others(joined, than: trigger), guidance: guidance
        )
        .text()
    }

    /// What to say to an agent whose run was cut off: its conversation already holds the task.
    static let continuation =
        "HookBot was interrupted while you worked. The folder is as you left it. Go on with the task and finish it as described before.\n"

    private static let rules =
        "Change the files of this folder so that the task is done, and run what tests there are. Do not push and do not open a pull "
        + "request: HookBot commits your changes and publishes them. End with a short summary of what you changed and why, for the "
        + "people who will review it. If nothing needs to change, change nothing and say why."

    /// What else happened while the job waited: each event, and what was said in it.
    static func others(_ joined: [JobTrigger], than first: JobTrigger) -> [AgentPrompt.Material] {
        joined.flatMap { event in
            let place = event.item.map { " on #\($0.number)" } ?? ""
            var material = [
                AgentPrompt.Material(source: "HookBot", text: "also, while this waited: \(event.event)\(place) by \(event.actor)")
            ]
            if let comment = event.commentBody {
                material.append(.init(source: "comment by \(event.actor)", text: PlainText.normalised(comment).trimmed))
            }
            if let item = event.item, item != first.item {
                material.append(
                    .init(
                        source: "title of #\(item.number), by \(item.author)",
                        text: PublicText.singleLine(PlainText.normalised(item.title))))
                let body = PlainText.normalised(item.body).trimmed
                if !body.isEmpty, body != first.item.map({ PlainText.normalised($0.body).trimmed }) {
                    material.append(.init(source: "text of #\(item.number), by \(item.author)", text: body))
                }
            }
            return material
        }
    }

    static func material(
        _ trigger: JobTrigger, _ branch: String, withComment: Bool = true, conversation: [AgentPrompt.Material] = []
    ) -> [AgentPrompt.Material] {
        var material = [
            AgentPrompt.Material(source: "HookBot", text: "repository \(trigger.repository), branch \(branch)")
        ]
        if let item = trigger.item {
            let kind = item.kind == .issue ? "issue" : "pull request"
            let title = PublicText.singleLine(PlainText.normalised(item.title))
            material.append(.init(source: "title of \(kind) #\(item.number), by \(item.author)", text: title))
            let body = PlainText.normalised(item.body).trimmed
            if !body.isEmpty { material.append(.init(source: "text of \(kind) #\(item.number), by \(item.author)", text: body)) }
        }
        material += conversation
        if withComment, let comment = trigger.commentBody {
            material.append(.init(source: "comment by \(trigger.actor)", text: PlainText.normalised(comment).trimmed))
        }
        return material
    }
}
