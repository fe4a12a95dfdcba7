import Storage
import Testing

@Suite struct JobStateTests {
    private static let states: [JobState] = [
        .queued, .running, .waitingForInput, .retryWait(until: moment(9)), .completed(.pushed), .failed(reason: "it broke"),
        .rejected(reason: "a secret"), .superseded(reason: "closed"), .cancelled,
    ]
    private static let events: [JobEvent] = [
        .claimed, .released, .finished(.pullRequest), .failed(reason: "no"), .rejected(reason: "no"), .superseded(reason: "no"),
        .cancelled, .postponed(until: moment(3)), .asked, .answered,
    ]
    /// Every pair that leads somewhere; all others lead nowhere.
    private static let arrows: [JobStateName: [JobEvent: JobState]] = [
        .queued: [
            .claimed: .running, .failed(reason: "no"): .failed(reason: "no"),
            .superseded(reason: "no"): .superseded(reason: "no"),
            .cancelled: .cancelled,
        ],
        .retryWait: [
            .claimed: .running, .failed(reason: "no"): .failed(reason: "no"),
            .superseded(reason: "no"): .superseded(reason: "no"),
            .cancelled: .cancelled,
        ],
        .running: [
            .released: .queued, .finished(.pullRequest): .completed(.pullRequest), .failed(reason: "no"): .failed(reason: "no"),
            .rejected(reason: "no"): .rejected(reason: "no"), .superseded(reason: "no"): .superseded(reason: "no"),
            .cancelled: .cancelled, .postponed(until: moment(3)): .retryWait(until: moment(3)), .asked: .waitingForInput,
        ],
        .waitingForInput: [
            .answered: .queued, .failed(reason: "no"): .failed(reason: "no"),
            .superseded(reason: "no"): .superseded(reason: "no"),
            .cancelled: .cancelled,
        ],
    ]

    @Test(arguments: states)
    func `an event leads exactly where the table says`(state: JobState) {
        for event in Self.events { #expect(state.after(event) == Self.arrows[state.name]?[event]) }
    }

    @Test(arguments: [
        (JobStateName.queued, JobStatus.queued), (.retryWait, .queued), (.running, .running), (.waitingForInput, .running),
        (.completed, .completed), (.failed, .failed), (.rejected, .failed), (.superseded, .failed), (.cancelled, .cancelled),
    ])
    func `every state has a word the agent server knows`(name: JobStateName, status: JobStatus) {
        #expect(name.status == status)
    }
}
