internal import Configuration
internal import Identifiers
internal import JSON
internal import Storage

extension JobRun {
    /// How long a job waits where only a person can make an account usable; a person's word ends the wait at once.
    private static let lookAgain: Duration = .seconds(3600)

    /// Chooses an account and records a run with it in one transaction, so that jobs that start at once see each other's choice
    /// and each other's share of the day's budgets.
    func beginRun(
        alias: String, folder: String, after earlier: [Storage.AgentRun], inheriting inherited: String?
    ) async throws -> RunBeginning {
        let isForgotten = earlier.last?.end?.reason.contains("unknownSession") == true
        let resumable = isForgotten ? nil : earlier.last { isHere($0) && $0.isWorthResuming(by: agent.runner) }
        let (freshSession, pool) = (context.newUUID(), accounts)
        let bound = agent.onLimit == .otherAccount ? nil : resumable?.account
        let own = configFolder(of: resumable?.account.flatMap { context.configuration.account(named: $0) })
        // A login's folder holds its conversations; with another one they are not to be found.
        let reachable = Set(pool.filter { configFolder(of: $0) == own }.map(\.name))
        let taken = resumable?.sessionID.map { ConversationShare(of: $0, in: earlier) } ?? ConversationShare()
        let result = try await context.write { tx, now -> Result<RunBeginning, JobEnd> in
            let cap: Double?
            switch try spendDecision(tx, now) {
            case .upTo(let amount): cap = amount
            case .usedUp(let why): return .failure(.failed(why))
            case .wait(let until, let why): return .failure(.wait(until: until, why: why, forAccount: true))
            }
            var account: AccountSettings?
            if !pool.isEmpty {
                let standings = try pool.map { try AccountStanding($0, tx, now: now) }
                let choice = AccountChoice.among(Self.candidates(standings, bound: bound, now: now), now: now)
                guard case .use(let name) = choice else { return .failure(lackOfAccounts(choice)) }
                account = pool.first { $0.name == name }
            }
            let resumed = account.map { reachable.contains($0.name) } ?? true ? resumable?.sessionID : nil
            let session = resumed ?? (account?.isLogin == true ? nil : inherited)
            let run = try tx.runs.start(
                fence,
                NewRun(
                    alias: alias, folder: folder, account: account?.name, sessionID: session ?? freshSession,
                    reservedUSD: try dayBudgets(tx, now).isEmpty ? nil : cap), now: now)
            return .success(
                RunBeginning(
                    run: run, sessionID: session ?? freshSession, isResumed: session != nil, account: account,
                    maximumCostUSD: cap, budget: try budget(tx, resumed == nil ? ConversationShare() : taken)))
        }
        let beginning = try result.get()
        if let account = beginning.account {
            let how = beginning.isResumed ? "goes on with" : "starts with"
            try await note("the agent \(how) the account \(account.name)", step: .agent)
        }
        return beginning
    }

    private var accounts: [AccountSettings] { agent.accounts.compactMap { context.configuration.account(named: $0) } }

    /// A conversation stays with its account unless the owner lets another one go on, or it cannot be used any more.
    private static func candidates(_ standings: [AccountStanding], bound: String?, now: Timestamp) -> [AccountStanding] {
        guard let bound, let own = standings.first(where: { $0.name == bound }) else { return standings }
        if case .barred = own.availability(at: now) { return standings }
        return [own]
    }

    private func lackOfAccounts(_ choice: AccountChoice) -> JobEnd {
        let (until, why): (Timestamp, String)
        switch choice {
        case .wait(let moment): (until, why) = (moment, "every account that the agent \(agent.name) may use is used up")
        case .nobody(let reasons):
            (until, why) = (
                context.now() + Self.lookAgain,
                "no account may be used: \(reasons). `hookbot accounts resume` has one tried again"
            )
        case .use: return .failed("a run was not recorded")
        }
        return agent.onLimit == .fail ? .failed(why) : .wait(until: until, why: why, forAccount: true)
    }

    /// Notes in the same transaction as a run's end what that says about its account.
    ///
    /// - Returns: what to tell the owner, where it is news.
    static func setAside(
        _ account: String, _ setback: AccountSetback, why: String, _ fence: Fence, _ tx: Transaction, now: Timestamp
    ) throws -> (message: String, fields: [String: JSONValue])? {
        let fields: [String: JSONValue] = ["account": .string(account), "job": .string("\(fence.job)"), "reason": .string(why)]
        switch setback {
        case .limit(let told):
            let strikes = try tx.accounts.find(account)?.strikes ?? 0
            let until = AccountSetback.restEnd(told: told, strikes: strikes, now: now)
            guard try tx.accounts.exhaust(account, until: until, reason: why, fence, now: now) else { return nil }
            return ("an account is used up", fields.merging(["until": .string(until.description)]) { $1 })
        case .refused:
            guard try tx.accounts.breakDown(account, reason: why, fence, now: now) else { return nil }
            return ("an account is out of order; renew its key or login", fields)
        }
    }
}

extension Storage.AgentRun {
    /// Whether its conversation exists and going on with it may help.
    fileprivate func isWorthResuming(by runner: AgentSettings.Runner) -> Bool {
        runner == .claude && end?.reason != "not started" && (end?.turns ?? 0) > 0
    }
}
