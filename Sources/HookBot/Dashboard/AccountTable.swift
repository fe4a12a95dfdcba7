internal import Configuration
internal import Engine
internal import Identifiers
internal import WebServer

/// The model accounts on the front page.
enum AccountTable {
    static func html(_ accounts: [AccountOverview]) -> HTML {
        if accounts.isEmpty { return "" }
        let rows = accounts.map { account -> HTML in
            let quota: HTML =
                account.settings.quota.map { " <span class=\"quiet\">(\(account.usesOfQuota) of \($0.messages))</span>" } ?? ""
            return """
                <tr><td><span class="state \(account.state)">\(account.state)</span></td><td>\(account.settings.name)</td>
                <td>\(account.kind)</td><td>\(account.until?.description ?? "")</td><td>\(account.uses)\(quota)</td>
                <td>\(dollarText(account.spentTodayUSD))</td><td>\(dollarText(account.spentUSD))</td><td>\(account.reason ?? "")</td></tr>
                """
        }
        return """
            <h2>Model accounts</h2><div class="wide"><table><thead><tr><th>State</th><th>Account</th><th>Kind</th><th>Until</th>
            <th>Uses</th><th>Today</th><th>Spent</th><th>Why</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}
