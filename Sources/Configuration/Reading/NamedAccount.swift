/// An account whose name is known even where the rest of it is faulty, so that agents that use it are not faulty too.
struct NamedAccount {
    let name: String
    let settings: AccountSettings?
}
