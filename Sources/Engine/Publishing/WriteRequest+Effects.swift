internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules

extension WriteRequest {
    /// What an effect comes to for one event; nothing where that has nothing for it to work on.
    static func requests(
        for effect: RuleEffect, event: Event, trigger: JobTrigger, _ render: (Template) -> String
    ) -> [WriteRequest] {
        func texts(_ templates: [Template]) -> [String] { templates.map(render).filter { !$0.isEmpty } }
        let number = trigger.item?.number
        switch effect {
        case .status(let status):
            return [
                .commitStatus(
                    commit: event.commit, state: StatusState(status.state), context: status.context,
                    description: render(status.description), url: status.url.map(render))
            ]
        case .check(let check):
            let title = render(check.title)
            let request = CheckRequest(
                name: check.name, state: check.state.rawValue, conclusion: check.conclusion?.rawValue,
                title: title.isEmpty ? check.name : title, summary: render(check.summary), url: check.url.map(render))
            return [.checkRun(commit: event.commit, request)]
        case .assign(let add, let remove):
            guard let number else { return [] }
            let (more, fewer) = (texts(add), texts(remove))
            return (more.isEmpty ? [] : [.addAssignees(number: number, logins: more)])
                + (fewer.isEmpty ? [] : [.removeAssignees(number: number, logins: fewer)])
        case .requestReview(let reviewers, let teams):
            guard let item = trigger.item, item.kind == .pullRequest else { return [] }
            // GitHub refuses to ask an author for a review of their own pull request.
            let logins = texts(reviewers).filter { $0.lowercased() != item.author.lowercased() }
            let slugs = texts(teams)
            return logins.isEmpty && slugs.isEmpty ? [] : [.requestReviewers(number: item.number, logins: logins, teams: slugs)]
        case .setMilestone(let title):
            let text = render(title)
            return number.map { [.setMilestone(number: $0, title: text.isEmpty ? nil : text)] } ?? []
        case .setOpen(let isOpen, let reason):
            return number.map { [.setOpen(number: $0, isOpen: isOpen, reason: reason?.rawValue)] } ?? []
        case .lock(let reason): return number.map { [.lock(number: $0, reason: reason?.rawValue)] } ?? []
        case .reply(let body):
            guard let number else { return [] }
            if let thread = event.threadID {
                return [.threadReply(number: number, thread: thread, body: render(body), marker: "")]
            }
            return [.comment(number: number, body: render(body), marker: "")]
        case .note(let text): return [.note(text: render(text))]
        case .notify(let channel, let text): return [.notify(endpoint: channel, text: render(text))]
        case .dispatch(let endpoint): return [.dispatch(endpoint: endpoint)]
        case .script(let script): return [.script(ScriptRequest(script))]
        }
    }

    /// Whether doing it again would be seen: it is then done once for each delivery, however often that is dispatched.
    var isSaidOnce: Bool {
        switch self {
        case .comment, .threadReply, .note, .notify, .dispatch, .script: true
        case .stickyComment, .deleteBranch, .reaction, .addLabels, .removeLabels, .requestReviewers, .status, .commitStatus,
            .checkRun, .addAssignees, .removeAssignees, .setMilestone, .setOpen, .lock:
            false
        }
    }

    /// With the commit filled in where the event named none; nil where there is no commit at all.
    func on(_ pushed: CommitID?) -> WriteRequest? {
        switch self {
        case .commitStatus(nil, let state, let context, let description, let url):
            pushed.map { .commitStatus(commit: $0, state: state, context: context, description: description, url: url) }
        case .checkRun(nil, let check): pushed.map { .checkRun(commit: $0, check) }
        default: self
        }
    }

    /// With its text redacted, and signed where it is to be found again.
    func signed(_ marker: String, _ redactor: Redactor) -> WriteRequest {
        switch self {
        case .comment(let number, let body, _):
            .comment(number: number, body: "\(redactor.redacted(body))\n\n\(marker)", marker: marker)
        case .threadReply(let number, let thread, let body, _):
            .threadReply(number: number, thread: thread, body: "\(redactor.redacted(body))\n\n\(marker)", marker: marker)
        case .note(let text): .note(text: redactor.redacted(text))
        case .notify(let endpoint, let text): .notify(endpoint: endpoint, text: redactor.redacted(text))
        case .commitStatus(let commit, let state, let context, let description, let url):
            .commitStatus(
                commit: commit, state: state, context: context, description: redactor.redacted(description),
                url: url.map(redactor.redacted))
        case .checkRun(let commit, let check): .checkRun(commit: commit, check.redacted(by: redactor))
        default: self
        }
    }

    /// What later writes of the same thing replace while this one waits; nil where each stands for itself.
    func subject(in repository: RepositoryName) -> String? {
        switch self {
        case .commitStatus(let commit?, _, let context, _, _): "status:\(repository):\(commit):\(context)"
        case .checkRun(let commit?, let check): "check:\(repository):\(commit):\(check.name)"
        default: nil
        }
    }
}

extension WriteRequest.StatusState {
    init(_ state: StatusAction.State) {
        self =
            switch state {
            case .pending: .pending
            case .success: .success
            case .failure: .failure
            case .error: .error
            }
    }
}

extension Event {
    /// The first comment of the review thread that the event's comment stands on.
    fileprivate var threadID: Int64? {
        guard name == "pull_request_review_comment" else { return nil }
        return payload["comment"]?["in_reply_to_id"]?.integer ?? payload["comment"]?["id"]?.integer
    }
}
