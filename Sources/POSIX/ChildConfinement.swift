/// What a child gets taken away before it becomes the program.
package struct ChildConfinement: Hashable, Sendable {
    package var limits: [ResourceLimit]
    /// Sent to the child when the thread that started it ends; a thread of a pool is therefore no place to start it from.
    package var deathSignal: Int32
    /// Whether set-user-id programs lose their effect, for the child and everything below it.
    package var forbidsNewPrivileges: Bool
    /// 0 to 1000: by how much sooner than its parent the kernel ends it when memory runs out.
    package var memoryPressureScore: Int32

    package init(
        limits: [ResourceLimit] = [], deathSignal: Int32 = 0, forbidsNewPrivileges: Bool = false, memoryPressureScore: Int32 = 0
    ) {
        self.limits = limits
        self.deathSignal = deathSignal
        self.forbidsNewPrivileges = forbidsNewPrivileges
        self.memoryPressureScore = memoryPressureScore
    }
}
