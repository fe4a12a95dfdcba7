extension Migration {
    /// Counting a million rows takes a tenth of a second, and is asked for with each page of the list and each look at the figures.
    static let jobCounts = Migration(
        number: 15, name: "job counts",
        statements: [
            "CREATE TABLE job_counts (state TEXT PRIMARY KEY, jobs INTEGER NOT NULL) STRICT",
            "INSERT INTO job_counts (state, jobs) SELECT state, count(*) FROM agent_jobs GROUP BY state",
            """
            CREATE TRIGGER agent_jobs_counted_in AFTER INSERT ON agent_jobs
            BEGIN
                INSERT INTO job_counts (state, jobs) VALUES (NEW.state, 1)
                    ON CONFLICT (state) DO UPDATE SET jobs = job_counts.jobs + 1;
            END
            """,
            """
            CREATE TRIGGER agent_jobs_counted_out AFTER DELETE ON agent_jobs
            BEGIN
                UPDATE job_counts SET jobs = jobs - 1 WHERE state = OLD.state;
            END
            """,
            """
            CREATE TRIGGER agent_jobs_counted_again AFTER UPDATE OF state ON agent_jobs WHEN OLD.state <> NEW.state
            BEGIN
                UPDATE job_counts SET jobs = jobs - 1 WHERE state = OLD.state;
                INSERT INTO job_counts (state, jobs) VALUES (NEW.state, 1)
                    ON CONFLICT (state) DO UPDATE SET jobs = job_counts.jobs + 1;
            END
            """,
        ])
}
