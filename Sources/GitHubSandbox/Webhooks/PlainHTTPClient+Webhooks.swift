extension PlainHTTPClient {
    /// Sends webhooks through this client, as GitHub does: no answer in time is a failure, and nothing is tried again.
    package var webhookSender: WebhookSender {
        { url, headers, body in
            do {
                return (try await send("POST", url, headers: headers, body: body).status, nil)
            } catch let error as PlainHTTPError {
                return (nil, error.description)
            } catch {
                return (nil, "failed to connect to host")
            }
        }
    }
}
