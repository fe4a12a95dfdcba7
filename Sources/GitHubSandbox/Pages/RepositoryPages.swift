internal import Identifiers

/// The list of repositories, and what is open in one of them.
enum RepositoryPages {
    static func index(_ world: SandboxWorld, as user: SandboxUser?) -> HTML {
        let visible = world.repositories.values
            .filter { world.permission(of: user, in: $0) >= .read }
            .sorted { $0.name.description < $1.name.description }
        let items = visible.map { repository -> HTML in
            let open = repository.issues.values.count { $0.isOpen }
            return """
                <li><a href="/\(repository.name)"><b>\(repository.name)</b></a>
                <span class="dim">\(open) open\(repository.isPrivate ? " · private" : "")</span></li>
                """
        }
        let recent = world.deliveries.suffix(15).reversed().map { delivery -> HTML in
            let outcome =
                switch delivery.outcome {
                case .pending: "under way"
                case .answered(let status): "\(status)"
                case .failed(let reason): reason
                }
            let name = delivery.action.map { "\(delivery.event).\($0)" } ?? delivery.event
            return "<li><code>\(name)</code> <span class=\"dim\">\(delivery.guid) → \(outcome)</span></li>"
        }
        return PageLayout.page(
            "Repositories", as: user, world,
            """
            <h1>Repositories</h1><ul class="list">\(items)</ul>
            <p class="dim">API: <code>\(world.addresses.api)</code> · requests so far: <a href="/_sandbox/ledger">ledger</a></p>
            <h2>Latest webhook deliveries</h2><ul class="list">\(recent)</ul>
            """)
    }

    static func repository(_ repository: SandboxRepository, _ world: SandboxWorld, as user: SandboxUser?) -> HTML {
        let issues = repository.sortedIssues.reversed()
        let open = issues.filter { $0.pull == nil }.map { row($0, in: repository) }
        let pulls = issues.filter { $0.pull != nil }.map { row($0, in: repository) }
        let clone = "\(world.addresses.web(repository.name)).git"
        return PageLayout.page(
            repository.name.description, as: user, world, path: "/\(repository.name)",
            """
            <h1>\(repository.name)</h1><p class="dim"><code>git clone \(clone)</code></p>
            <h2>Pull requests</h2><ul class="list">\(pulls.isEmpty ? ["<li class=\"dim\">None yet.</li>"] : pulls)</ul>
            <h2>Issues</h2><ul class="list">\(open.isEmpty ? ["<li class=\"dim\">None yet.</li>"] : open)</ul>
            <h2>New issue</h2><form method="post" action="/\(repository.name)/issues">
            <input class="wide" type="text" name="title" placeholder="Title" required maxlength="256">
            <textarea name="body" placeholder="Markdown"></textarea>
            <input class="wide" type="text" name="labels" placeholder="Labels, separated by commas">
            <button class="go">Open issue</button></form>
            """)
    }

    private static func row(_ issue: SandboxIssue, in repository: SandboxRepository) -> HTML {
        let kind = issue.pull == nil ? "issues" : "pull"
        let labels = issue.labels.map { label -> HTML in " <span class=\"label\">\(label.name)</span>" }
        return """
            <li>\(IssuePages.state(issue)) <a href="/\(repository.name)/\(kind)/\(issue.number)">\(issue.title)</a>
            <span class="dim">#\(issue.number) by \(issue.author)</span>\(labels)</li>
            """
    }
}
