internal import Markdown

/// One issue or pull request with its conversation and what can be done about it.
enum IssuePages {
    static func issue(
        _ issue: SandboxIssue, in repository: SandboxRepository, _ world: SandboxWorld, as user: SandboxUser?, diff: String?
    ) -> HTML {
        let path = "/\(repository.name)/\(issue.pull == nil ? "issues" : "pull")/\(issue.number)"
        let comments = repository.comments(on: issue.number).map { box($0.author, $0.createdAt.seconds, $0.body) }
        let branches = issue.pull.map { pull -> HTML in
            "<p class=\"dim\"><code>\(pull.headBranch)</code> into <code>\(pull.baseBranch)</code></p>"
        }
        let review = issue.pull.map { reviewPart(issue, $0, in: repository, path: path) } ?? ""
        return PageLayout.page(
            "\(issue.title) #\(issue.number)", as: user, world, path: path,
            """
            <p><a href="/\(repository.name)">\(repository.name)</a></p>
            <h1>\(issue.title) <span class="dim">#\(issue.number)</span></h1><p>\(state(issue))</p>\(branches ?? "")
            \(labels(issue, in: repository, path: path))
            \(box(issue.author, issue.createdAt.seconds, issue.body))\(comments)\(review)
            \(diff.map { Self.diff($0) } ?? "")
            <h2>Comment</h2><form method="post" action="\(path)/comments"><textarea name="body" required></textarea>
            <button class="go">Comment</button></form>
            <form method="post" action="\(path)/state"><input type="hidden" name="open" value="\(!issue.isOpen)">
            <button>\(issue.isOpen ? "Close" : "Reopen")</button></form>
            """)
    }

    static func state(_ issue: SandboxIssue) -> HTML {
        if issue.pull?.isMerged == true { return "<span class=\"state merged\">merged</span>" }
        if !issue.isOpen { return "<span class=\"state closed\">closed</span>" }
        if issue.pull?.isDraft == true { return "<span class=\"state draft\">draft</span>" }
        return "<span class=\"state\">open</span>"
    }

    private static func box(_ author: String, _ time: String, _ body: String?) -> HTML {
        """
        <div class="box"><div class="head"><b>\(author)</b> <span class="dim">\(time)</span></div>
        <div class="body">\(PageLayout.markdown(body, Markdown.html))</div></div>
        """
    }

    private static func labels(_ issue: SandboxIssue, in repository: SandboxRepository, path: String) -> HTML {
        let set = issue.labels.map { label -> HTML in
            button(path, "labels", "remove", label.name, "\(label.name) ×")
        }
        let others = repository.labels.filter { label in !issue.labels.contains { $0.id == label.id } }
        let offered = others.map { label -> HTML in button(path, "labels", "add", label.name, "+ \(label.name)") }
        return """
            <p>Labels: \(set)</p><details><summary class="dim">Set a label</summary><p>\(offered)</p>
            <form method="post" action="\(path)/labels"><input type="text" name="add" placeholder="another label">
            <button>add</button></form></details>
            """
    }

    private static func button(_ path: String, _ action: String, _ name: String, _ value: String, _ text: String) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/\(action)"><input type="hidden" name="\(name)" value="\(value)">
        <button class="label">\(text)</button></form>
        """
    }

    private static func reviewPart(
        _ issue: SandboxIssue, _ pull: SandboxPull, in repository: SandboxRepository, path: String
    ) -> HTML {
        let reviews = repository.reviews(of: issue.number).filter { !$0.body.isEmpty || $0.verdict != .commented }.map { review in
            box("\(review.author) (\(review.verdict.rawValue))", review.submittedAt.seconds, review.body)
        }
        let inline = repository.reviewComments(of: issue.number).map { comment -> HTML in
            let place = "\(comment.path):\(comment.line.map { "\($0)" } ?? "outdated")"
            return box("\(comment.author) on \(place)", comment.createdAt.seconds, comment.body)
        }
        let statuses = repository.statuses(of: pull.headCommit).map { status -> HTML in
            "<li><b>\(status.state)</b> \(status.context) <span class=\"dim\">\(status.description ?? "")</span></li>"
        }
        let checks = repository.checkRuns(of: pull.headCommit).map { run -> HTML in
            "<li><b>\(run.conclusion ?? run.status)</b> \(run.name) <span class=\"dim\">\(run.title ?? "")</span></li>"
        }
        let marks = statuses.isEmpty && checks.isEmpty ? "" : HTML("<h2>Checks</h2><ul class=\"list\">\(statuses)\(checks)</ul>")
        guard issue.isOpen else { return HTML([marks] + reviews + inline) }
        return """
            \(marks)\(reviews)\(inline)<h2>Review</h2><form method="post" action="\(path)/reviews">
            <textarea name="body"></textarea><select name="event"><option>COMMENT</option><option>APPROVE</option>
            <option>REQUEST_CHANGES</option></select> <button>Submit review</button></form>
            <p>\(pull.isDraft ? readyButton(path) : mergeButton(path))</p>
            """
    }

    private static func readyButton(_ path: String) -> HTML {
        "<form class=\"inline\" method=\"post\" action=\"\(path)/ready\"><button>Ready for review</button></form>"
    }

    private static func mergeButton(_ path: String) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/merge"><select name="method"><option>merge</option>
        <option>squash</option></select> <button class="go">Merge pull request</button></form>
        """
    }

    private static func diff(_ text: String) -> HTML {
        let rows = lines(of: text).map { line -> HTML in
            switch line.utf8.first {
            case UInt8(ascii: "+"): "<span class=\"add\">\(line)</span>"
            case UInt8(ascii: "-"): "<span class=\"del\">\(line)</span>"
            case UInt8(ascii: "@"): "<span class=\"hunk\">\(line)</span>"
            default: "<span>\(line)</span>"
            }
        }
        return "<h2>Changes</h2><pre class=\"diff\">\(rows)</pre>"
    }
}
