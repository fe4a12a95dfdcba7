/// The one style sheet and the one script of the dashboard, served from the binary.
enum DashboardAssets {
    static let style = """
        :root { --ground: #fff; --text: #1c2024; --quiet: #667; --line: #dde1e6; --accent: #0b62d6; --panel: #f6f8fa;
                --good: #16794c; --bad: #b42318; --busy: #9a6700; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #0f1318; --text: #e4e8ec; --quiet: #98a2ad; --line: #2a313a; --accent: #6aa8ff; --panel: #171d24;
                  --good: #4cc38a; --bad: #ff8a7a; --busy: #e0b050; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
        header { display: flex; gap: 1.5rem; align-items: baseline; padding: .8rem 1.5rem; border-bottom: 1px solid var(--line); }
        header strong { font-size: 1.1rem; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
        a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
        h1 { font-size: 1.35rem; margin: 1rem 0 .5rem; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .5rem; }
        table { width: 100%; border-collapse: collapse; }
        td:not(:last-child) { white-space: nowrap; }
        th { text-align: left; color: var(--quiet); font-weight: 500; }
        th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        code, pre { font: 13px/1.45 ui-monospace, monospace; }
        pre { background: var(--panel); padding: .8rem 1rem; border-radius: 6px; overflow: auto; max-height: 34rem; white-space: pre-wrap;
              overflow-wrap: anywhere; }
        .quiet { color: var(--quiet); } .wide { overflow-x: auto; }
        .state { font-weight: 600; } .completed, .ready { color: var(--good); } .failed, .rejected, .broken { color: var(--bad); }
        .running, .queued, .retry_wait, .waiting_for_input, .exhausted, .over_quota { color: var(--busy); }
        .cancelled, .superseded, .paused { color: var(--quiet); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: 0; } dt { color: var(--quiet); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .counts { display: flex; flex-wrap: wrap; gap: 1.5rem; margin: .5rem 0 1rem; }
        .log-stderr { color: var(--bad); } .log-system { color: var(--quiet); }
        form.login { max-width: 22rem; margin: 4rem auto; display: grid; gap: .8rem; }
        input, button { font: inherit; padding: .45rem .7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--panel);
                        color: inherit; }
        button { background: var(--accent); color: #fff; border-color: transparent; cursor: pointer; }
        """

    /// Appends log entries and the state as they arrive; every text is set as text, never as markup.
    static let script = """
        "use strict";
        const log = document.getElementById("log");
        if (log) {
          const source = new EventSource(log.dataset.events);
          const state = document.getElementById("state");
          source.addEventListener("log", event => {
            const entry = JSON.parse(event.data);
            const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 20;
            const line = document.createElement("span");
            line.className = "log-" + entry.stream;
            line.textContent = entry.content.endsWith("\\n") ? entry.content : entry.content + "\\n";
            log.append(line);
            if (atEnd) log.scrollTop = log.scrollHeight;
          });
          source.addEventListener("state", event => {
            const job = JSON.parse(event.data);
            if (state && state.textContent !== job.state) {
              state.textContent = job.state;
              state.className = "state " + job.state;
            }
            if (job.finished) { source.close(); if (log.dataset.live) location.reload(); }
          });
        }
        """
}
