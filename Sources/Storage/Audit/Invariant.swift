/// What must hold at any moment.
package enum Invariant: String, CaseIterable, Sendable {
    /// One row for each hook and GUID.
    case oneRowPerDelivery = "I2"
    /// One job for each delivery, rule and action.
    case oneJobPerMatch = "I3"
    /// Each job ends once, and its columns agree with its state.
    case oneEndPerJob = "I4"
    /// At most one pull request for each job, and one comment for each thing to be said.
    case onePublication = "I5"
    /// Nothing is held for a job that is over.
    case nothingLeftOver = "I7"
    /// No secret of the configuration stands where it does not belong.
    case noSecretLeft = "I8"
    /// Whatever waits has its time, and whatever runs has a live lease.
    case everythingMoves = "I9"
    /// The file is intact and every reference has its row.
    case intactFile = "I10"

    /// What is promised, for people.
    package var promise: String {
        switch self {
        case .oneRowPerDelivery: "each delivery is stored once"
        case .oneJobPerMatch: "one job for each delivery and action"
        case .oneEndPerJob: "each job ends once, and says so everywhere"
        case .onePublication: "one pull request for each job, one comment for each thing said"
        case .nothingLeftOver: "nothing is held for a job that is over"
        case .noSecretLeft: "no secret stands in the database or below the data directory"
        case .everythingMoves: "what runs has a live lease, what waits has its time"
        case .intactFile: "the file is intact, and nothing refers to what is gone"
        }
    }
}
