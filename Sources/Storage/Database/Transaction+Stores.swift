extension Transaction {
    package var deliveries: DeliveryStore { DeliveryStore(tx: self) }
    package var matches: RuleMatchStore { RuleMatchStore(tx: self) }
    package var clients: ClientStore { ClientStore(tx: self) }
    package var features: FeatureStore { FeatureStore(tx: self) }
    package var repositories: RepositoryStore { RepositoryStore(tx: self) }
    package var branches: BranchStore { BranchStore(tx: self) }
    package var pullRequests: PullRequestStore { PullRequestStore(tx: self) }
    package var ruleStarts: RuleStartStore { RuleStartStore(tx: self) }
    package var pauses: ItemPauseStore { ItemPauseStore(tx: self) }
    package var botAnswers: BotAnswerStore { BotAnswerStore(tx: self) }
    package var jobs: JobStore { JobStore(tx: self) }
    package var steps: StepStore { StepStore(tx: self) }
    package var runs: RunStore { RunStore(tx: self) }
    package var logs: LogStore { LogStore(tx: self) }
    package var workspaces: WorkspaceStore { WorkspaceStore(tx: self) }
    package var writes: GitHubWriteStore { GitHubWriteStore(tx: self) }
    package var audit: AuditStore { AuditStore(tx: self) }
    package var tokens: TokenStore { TokenStore(tx: self) }
    package var reviewItems: ReviewItemStore { ReviewItemStore(tx: self) }
    package var feeds: DeliveryFeedStore { DeliveryFeedStore(tx: self) }
    package var nodes: NodeStore { NodeStore(tx: self) }
    package var duties: DutyStore { DutyStore(tx: self) }
    package var sharedKeys: SharedKeyStore { SharedKeyStore(tx: self) }
    package var accounts: AccountStore { AccountStore(tx: self) }
}
