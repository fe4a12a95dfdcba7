/// The migrations of a SQLite file, as a PostgreSQL server takes them.
enum PostgresSchema {
    /// Runs what the database has not seen yet, all of it in one transaction; nodes that start together wait for one another.
    static func update(on session: PostgresSession) throws(StorageError) {
        _ = try session.query("BEGIN")
        do throws(StorageError) {
            // Another node's migrations may take their time.
            _ = try session.query("SELECT set_config('lock_timeout', '120s', true) AS limit_of_wait")
            _ = try session.query(
                "SELECT pg_advisory_xact_lock($1) IS NULL AS locked", [.integer(PostgresServer.writeLock)])
            // Not `schema_migrations`: many other products have a table of that name.
            try session.runScript(
                """
                CREATE TABLE IF NOT EXISTS hookbot_schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL,
                    checksum TEXT NOT NULL)
                """)
            let applied = try requireKnown(on: session)
            for migration in Migration.all where !applied.contains(migration.number) {
                for statement in migration.postgres { try session.runScript(statement) }
                _ = try session.execute(
                    "INSERT INTO hookbot_schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
                    [.number(migration.number), .text(migration.name), .text(migration.checksum)])
            }
            try session.runScript(publication)
            // Of processes that are long gone.
            try session.runScript(
                "DELETE FROM last_commits WHERE at < (extract(epoch FROM now() - interval '1 day') * 1000)::bigint")
            try session.commit()
        } catch {
            // Without it, the end of the session does the same.
            _ = try? session.query("ROLLBACK")
            throw error
        }
    }

    /// Throws where the database records a migration that is newer than ours, or another one; returns the recorded ones.
    @discardableResult
    static func requireKnown(on session: PostgresSession) throws(StorageError) -> Set<Int> {
        let exists = try session.query("SELECT to_regclass('hookbot_schema_migrations') IS NOT NULL AS known")
        guard try exists.first?.flag("known") == true else { return [] }
        return try Migration.known(
            Migration.all,
            among: session.query("SELECT version, checksum FROM hookbot_schema_migrations ORDER BY version DESC"))
    }

    /// Who follows jobs over Supabase's realtime service goes on doing so.
    private static let publication = """
        DO $$ BEGIN
            IF EXISTS (SELECT 1 FROM pg_publication WHERE pubname = 'supabase_realtime' AND NOT puballtables)
                AND NOT EXISTS (SELECT 1 FROM pg_publication_tables WHERE pubname = 'supabase_realtime'
                    AND schemaname = current_schema() AND tablename = 'agent_jobs')
            THEN
                ALTER PUBLICATION supabase_realtime ADD TABLE agent_jobs;
            END IF;
        END $$
        """
}
