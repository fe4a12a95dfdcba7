import Engine
import Identifiers
import JSON
import Storage
import Testing

@Suite struct EventKeyTests {
    private static let labelled: JSONValue = [
        "action": "labeled", "repository": ["id": 7], "label": ["name": "Agent:Fix"],
        "issue": ["number": 3, "updated_at": "2026-01-31T09:05:00Z"],
    ]

    @Test func `a label is one event in whatever case it is written, and another a second later`() throws {
        let key = try #require(EventKey(event: "issues", payload: Self.labelled))
        #expect(key.text == "labeled/7/3/agent:fix")
        #expect(key.moment.description == "2026-01-31T09:05:00.000Z")
    }

    /// Events, and whether two deliveries of one of them are known for the same.
    @Test(
        arguments: [
            ("issues", ["action": "opened", "repository": ["id": 7], "issue": ["number": 3]], nil),
            (
                "issue_comment",
                ["action": "created", "repository": ["id": 7], "comment": ["id": 9, "updated_at": "2026-01-31T09:05:00Z"]],
                "issue_comment/created/9"
            ),
            (
                "issue_comment",
                ["action": "edited", "repository": ["id": 7], "comment": ["id": 9, "updated_at": "2026-01-31T09:06:00Z"]],
                "issue_comment/edited/9/e3b0c44298fc1c14"
            ),
            (
                "pull_request_review",
                ["action": "submitted", "repository": ["id": 7], "review": ["id": 5, "submitted_at": "2026-01-31T09:06:00Z"]],
                "review/5"
            ),
            ("push", ["repository": ["id": 7], "ref": "refs/heads/main"], nil),
            ("issue_comment", ["action": "created", "repository": ["id": 7], "comment": ["id": 9]], nil),
        ] as [(String, JSONValue, String?)])
    func `an event is known by what GitHub calls it`(event: String, payload: JSONValue, expected: String?) {
        #expect(EventKey(event: event, payload: payload)?.text == expected)
    }

    private static let item: JSONValue = [
        "number": 3, "updated_at": "2026-01-31T09:10:00Z", "labels": [["name": "agent:fix"]], "title": "T",
    ]

    private static func event(_ id: Int64, _ label: String, at time: String, by login: String = "ana") -> JSONValue {
        [
            "id": .integer(id), "event": "labeled", "label": ["name": .string(label)], "created_at": .string(time),
            "actor": ["login": .string(login), "id": 1],
        ]
    }

    @Test func `labels that are still set, in the time and by others, may have been missed`() throws {
        let from = try #require(EventKey(event: "issues", payload: Self.labelled)?.moment)
        let found = MissedEvent.candidates(
            on: Self.item,
            events: [
                Self.event(1, "agent:fix", at: "2026-01-31T09:04:59Z"), Self.event(2, "agent:fix", at: "2026-01-31T09:06:00Z"),
                Self.event(3, "gone", at: "2026-01-31T09:06:00Z"),
                Self.event(4, "agent:fix", at: "2026-01-31T09:06:30Z", by: "hookbot"),
                Self.event(5, "agent:fix", at: "2026-01-31T09:15:01Z"),
            ],
            comments: [], repository: 7, from: from, to: from + .seconds(600),
            isOwn: { $0["login"]?.string == "hookbot" })
        #expect(found.map(\.key.text) == ["labeled/7/3/agent:fix"])
        #expect(found.first?.key.moment.description == "2026-01-31T09:06:00.000Z")
    }

    @Test func `what is looked up twice becomes the same delivery`() throws {
        let from = try #require(EventKey(event: "issues", payload: Self.labelled)?.moment)
        let events = [Self.event(2, "agent:fix", at: "2026-01-31T09:06:00Z")]
        let deliveries = (0..<2).map { round in
            MissedEvent.candidates(
                on: Self.item, events: events, comments: [], repository: 7, from: from, to: from + .seconds(600),
                isOwn: { _ in false }
            ).first?.delivery(repository: ["id": 7], pullRequest: nil, now: from + .seconds(round))
        }
        #expect(deliveries[0]?.guid != nil)
        #expect(deliveries[0]?.guid == deliveries[1]?.guid)
        #expect(deliveries[0]?.event == "issues")
    }
}
