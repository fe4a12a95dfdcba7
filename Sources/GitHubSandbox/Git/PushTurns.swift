internal import BlockingWork

/// One place per repository for whoever changes references.
actor PushTurns {
    private var limiters: [Int64: Limiter] = [:]

    func limiter(for id: Int64) -> Limiter {
        if let known = limiters[id] { return known }
        let limiter = Limiter(width: 1)
        limiters[id] = limiter
        return limiter
    }
}
