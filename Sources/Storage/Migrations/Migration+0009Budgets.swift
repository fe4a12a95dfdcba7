extension Migration {
    static let budgets = Migration(
        number: 9, name: "budgets",
        statements: [
            "ALTER TABLE agent_runs ADD COLUMN reserved_usd REAL",
            "CREATE INDEX agent_runs_end ON agent_runs (finished_at)",
        ])
}
