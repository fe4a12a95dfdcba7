internal import JSON

/// A webhook body of the usual size, for measuring.
enum BenchmarkPayload {
    static var text: String {
        let labels: [JSONValue] = (1...20).map { number in
            .object([
                "id": .integer(Int64(5_000_000_000 + number)), "name": .string("label-\(number)"), "color": "ededed",
                "description": .string(String(repeating: "what it is for ", count: 6)), "default": false,
            ])
        }
        let user: JSONValue = [
            "login": "ana", "id": 1_000_001, "type": "User", "html_url": "https://github.example/ana",
            "avatar_url": "https://github.example/avatars/1000001", "site_admin": false,
        ]
        let issue: JSONValue = [
            "id": 5_000_000_100, "number": 42, "title": "The greeting is misspelt", "state": "open", "user": user,
            "body": .string(String(repeating: "Steps, expectations and what happened instead. ", count: 90)),
            "labels": .array(labels),
            "html_url": "https://github.example/demo/greeter/issues/42", "comments": 0,
        ]
        return JSONValue.object([
            "action": "labeled", "issue": issue, "label": labels[0], "sender": user,
            "repository": [
                "id": 2_000_001, "full_name": "demo/greeter", "name": "greeter", "private": false, "default_branch": "main",
                "owner": user,
            ],
        ]).text()
    }
}
