/// A statement that the server has prepared under a name.
struct PreparedStatement {
    let name: String
    /// By `pg_type.oid`, in the order of `$1`, `$2` ….
    let parameterTypes: [UInt32]
}
