internal import Crypto

/// What every page looks like around its content.
enum PageLayout {
    /// Nothing from elsewhere, no scripts at all, and only this one style.
    static let policy =
        "default-src 'none'; style-src 'sha256-\(base64(sha256(Array(style.utf8))))'; img-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    static func page(_ title: String, as user: SandboxUser?, _ world: SandboxWorld, path: String = "/", _ content: HTML) -> HTML {
        let people = world.users.values.filter { $0.kind != .organization }.sorted { $0.id < $1.id }
        let choices = people.map { person -> HTML in
            "<option\(HTML(trusted: person == user ? " selected" : ""))>\(person.login)</option>"
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(title) · sandbox</title><style>\(HTML(trusted: style))</style></head><body>
            <header><a href="/"><b>GitHub sandbox</b></a><form method="post" action="/_sandbox/as">
            <input type="hidden" name="back" value="\(path)"><label>acting as <select name="user">\(choices)</select></label>
            <button>switch</button></form></header><main>\(content)</main></body></html>
            """
    }

    static func markdown(_ text: String?, _ render: (String) -> String) -> HTML {
        guard let text, !text.isEmpty else { return "<p class=\"dim\">No description.</p>" }
        return HTML(trusted: render(text))
    }

    private static let style = """
        :root{--line:#d0d7de;--dim:#57606a;--soft:#f6f8fa;--blue:#0969da;--green:#1a7f37;--red:#cf222e;--violet:#8250df}
        *{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#1f2328}
        header{display:flex;justify-content:space-between;align-items:center;padding:.6rem 1.2rem;background:#24292f}
        header a,header label{color:#fff;text-decoration:none}main{max-width:960px;margin:1.2rem auto;padding:0 1rem}
        a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline}h1{font-size:1.5rem;margin:.3rem 0}
        h2{font-size:1.1rem;margin:1.6rem 0 .5rem}.dim{color:var(--dim)}ul.list{list-style:none;padding:0;border:1px solid var(--line);border-radius:6px}
        ul.list li{padding:.55rem .9rem;border-top:1px solid var(--line)}ul.list li:first-child{border-top:0}
        .box{border:1px solid var(--line);border-radius:6px;margin:.9rem 0}.box>.head{background:var(--soft);padding:.4rem .9rem;border-bottom:1px solid var(--line);border-radius:6px 6px 0 0}
        .box>.body{padding:.5rem .9rem;overflow-wrap:anywhere}.label,.state{display:inline-block;border-radius:1em;padding:0 .6em;font-size:.85em;border:1px solid var(--line);background:var(--soft)}
        .state{color:#fff;border:0;background:var(--green)}.state.closed{background:var(--red)}.state.merged{background:var(--violet)}.state.draft{background:var(--dim)}
        form.inline{display:inline}input[type=text],textarea,select{font:inherit;border:1px solid var(--line);border-radius:6px;padding:.3rem .5rem}
        textarea,input.wide{width:100%;margin:.3rem 0}textarea{min-height:6rem}button{font:inherit;border:1px solid var(--line);border-radius:6px;padding:.2rem .7rem;background:var(--soft);cursor:pointer}
        button.go{background:var(--green);border-color:var(--green);color:#fff}button.label{border-radius:1em;padding:0 .6em}
        pre{background:var(--soft);padding:.7rem;border-radius:6px;overflow:auto;font-size:.85em}code{font-size:.9em}.add{background:#dafbe1}.del{background:#ffebe9}.hunk{color:var(--violet)}
        .diff span{display:block;white-space:pre}table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.2rem .5rem}
        """
}
