extension PostgresConnection {
    /// Runs `body` in a transaction; returns only once the server has said COMMIT.
    package func transaction<Value>(_ body: () throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        _ = try query("BEGIN")
        let value: Value
        do throws(PostgresError) {
            value = try body()
        } catch {
            // Where this fails too, the connection is lost, and the server undoes the transaction by itself.
            _ = try? query("ROLLBACK")
            throw error
        }
        try commit()
        return value
    }

    /// Runs `body` so that its failure undoes its own work only, and the transaction around it can go on.
    package func savepoint<Value>(_ body: () throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        _ = try query("SAVEPOINT one")
        do throws(PostgresError) {
            let value = try body()
            // A failure that `body` kept to itself has spoilt the transaction all the same.
            guard transactionState == .open else { throw .rolledBack }
            _ = try query("RELEASE SAVEPOINT one")
            return value
        } catch {
            if transactionState == .lost { throw error }
            _ = try query("ROLLBACK TO SAVEPOINT one")
            _ = try query("RELEASE SAVEPOINT one")
            throw error
        }
    }

    private func commit() throws(PostgresError) {
        let result: PostgresResult
        do throws(PostgresError) {
            result = try query("COMMIT")
        } catch .lost(let detail) {
            throw .commitUnknown(detail)
        }
        guard result.tag == "COMMIT" else { throw .rolledBack }
    }
}
