internal import Configuration
internal import Engine
internal import Identifiers
internal import JSON
internal import Storage
internal import WebServer

/// The pages for people: the list of jobs, one job with its live log, the login.
struct DashboardRoutes: Sendable {
    let database: Database
    let access: Access
    let accounts: [AccountSettings]
    let now: @Sendable () -> Timestamp

    /// Jobs on the front page.
    private static let shownJobs = 100

    var routes: [Route] {
        [
            Route("GET", "/") { request in await access.page(request) { _ in await jobs() } },
            Route("GET", "/ui/jobs/:id") { request in await access.page(request) { await job($0) } },
            Route("GET", "/ui/style.css") { _ in
                .bytes(Array(DashboardAssets.style.utf8), type: "text/css; charset=utf-8")
            },
            Route("GET", "/ui/app.js") { _ in
                .bytes(Array(DashboardAssets.script.utf8), type: "text/javascript; charset=utf-8")
            },
            Route("GET", "/ui/login") { request in
                // A link that logs in, as the demo prints one.
                guard let secret = request.query("secret"), let cookie = access.session(for: secret) else {
                    return page("Log in", login(failed: request.query("secret") != nil))
                }
                let target = request.query("to") ?? "/"
                let isOurs = target.hasPrefix("/") && !target.hasPrefix("//") && !target.contains("\\")
                return Response.redirect(to: isOurs ? target : "/").with(header: "Set-Cookie", cookie)
            },
            Route("POST", "/ui/login") { request in
                let form = FormFields(request.body)
                guard let cookie = access.session(for: form["secret"] ?? "") else {
                    var answer = page("Log in", login(failed: true))
                    answer.status = 401
                    return answer
                }
                return Response.redirect(to: "/").with(header: "Set-Cookie", cookie)
            },
        ]
    }

    private func jobs() async -> Response {
        await answering {
            let moment = now()
            let (list, counts, overviews) = try await database.read { tx in
                let page = try tx.jobs.list(limit: Self.shownJobs)
                let rows = try page.jobs.map { job in (job, try job.repository.flatMap { try tx.repositories.find($0) }) }
                return (rows, try tx.jobs.counts(), try accounts.map { try AccountOverview($0, tx, now: moment) })
            }
            let figures = JobStateName.allCases.filter { counts[$0, default: 0] > 0 }.map { name -> HTML in
                "<span><span class=\"state \(name.rawValue)\">\(name.rawValue)</span> \(counts[name, default: 0])</span>"
            }
            let rows = list.map { JobPage.row($0.0, repository: $0.1, now: now()) }
            let table: HTML =
                rows.isEmpty
                ? "<p class=\"quiet\">No jobs yet. A rule that matches an event makes the first one.</p>"
                : """
                <div class="wide"><table><thead><tr><th>State</th><th>Job</th><th>What</th><th>Repository</th><th>Rule</th>
                <th>Result</th><th>Cost</th><th>Age</th></tr></thead><tbody>\(rows)</tbody></table></div>
                """
            return page("Jobs", "<h1>Jobs</h1><div class=\"counts\">\(figures)</div>\(table)\(AccountTable.html(overviews))")
        }
    }

    private func job(_ request: Request) async -> Response {
        guard let id = JobID(request.parameters["id"] ?? "") else { return missing }
        return await answering {
            let found = try await database.read { tx -> JobPage? in
                guard let job = try tx.jobs.find(id) else { return nil }
                return JobPage(
                    job: job, repository: try job.repository.flatMap { try tx.repositories.find($0) },
                    steps: try tx.steps.list(id), runs: try tx.runs.list(id), pulls: try tx.pullRequests.find(job: id),
                    position: try tx.jobs.position(id), now: now())
            }
            return found.map { page($0.title, $0.body) } ?? missing
        }
    }

    private var missing: Response {
        var answer = page("Not found", "<h1>Not found</h1><p><a href=\"/\">All jobs</a></p>")
        answer.status = 404
        return answer
    }

    private func login(failed: Bool) -> HTML {
        let complaint: HTML = failed ? "<p class=\"failed state\">That is not the secret.</p>" : ""
        return """
            <form class="login" method="post" action="/ui/login"><h1>HookBot</h1>\(complaint)
            <label for="secret">API secret of this service</label>
            <input id="secret" name="secret" type="password" autocomplete="current-password" required autofocus>
            <button type="submit">Log in</button></form>
            """
    }

    private func page(_ title: String, _ content: HTML) -> Response {
        let html: HTML = """
            <!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title) · HookBot</title>
            <link rel="stylesheet" href="/ui/style.css"><script src="/ui/app.js" defer></script></head>
            <body><header><strong><a href="/">HookBot</a></strong></header><main>\(content)</main></body></html>
            """
        return Response.html(html.description)
            .with(
                header: "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'"
            )
            .with(header: "Referrer-Policy", "no-referrer").with(header: "Cache-Control", "no-store")
    }
}
