/// What the payload of an event has at its top, besides what every event has.
let rootTable = """
    issues issue:@issue label:@label assignee:@user milestone:@milestone type:@issue_type changes:*
    issue_comment issue:@issue comment:@comment changes:*
    pull_request number:# pull_request:@pull_request label:@label assignee:@user milestone:@milestone \
    requested_reviewer:@user requested_team:@team before after reason changes:*
    pull_request_review review:@review pull_request:@pull_request changes:*
    pull_request_review_comment comment:@review_comment pull_request:@pull_request changes:*
    pull_request_review_thread thread:@thread pull_request:@pull_request updated_at
    push ref before after created:? deleted:? forced:? base_ref compare commits:[@commit] head_commit:@commit \
    pusher:@pusher
    create ref ref_type master_branch description pusher_type
    delete ref ref_type pusher_type
    check_run check_run:@check_run requested_action:@requested_action
    check_suite check_suite:@check_suite
    workflow_run workflow_run:@workflow_run workflow:@workflow
    workflow_job workflow_job:@workflow_job deployment:*
    release release:@release changes:*
    label label:@label changes:*
    milestone milestone:@milestone changes:*
    installation repositories:[@repository_link] requester:@user
    installation_repositories repositories_added:[@repository_link] repositories_removed:[@repository_link] \
    repository_selection requester:@user
    schedule schedule:*
    ping zen hook_id:# hook:@hook
    """
