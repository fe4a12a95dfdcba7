/// Objects of the payloads; `event` stands for the members every payload may have. The form is told at `PayloadSchema.table`.
let objectTable = """
    event action repository:@repository sender:@user organization:@organization installation:@installation enterprise:*
    user login id:# node_id gravatar_id url type site_admin:? name email user_view_type deleted:? starred_at
    organization login id:# node_id url description
    app id:# node_id slug client_id owner:@user name description created_at updated_at permissions:* events:[]
    installation id:# node_id account:@user repository_selection app_id:# app_slug client_id target_id:# target_type \
    permissions:* events:[] created_at:* updated_at:* single_file_name has_multiple_single_files:? single_file_paths:[] \
    suspended_at suspended_by:@user
    license key name node_id spdx_id url
    repository id:# node_id name full_name private:? owner:@user description fork:? created_at:* updated_at pushed_at:* \
    homepage size:# stargazers_count:# stargazers:# watchers_count:# watchers:# language has_issues:? has_projects:? \
    has_downloads:? has_wiki:? has_pages:? has_discussions:? has_pull_requests:? forks_count:# forks:# archived:? \
    disabled:? open_issues_count:# open_issues:# license:@license allow_forking:? allow_auto_merge:? allow_merge_commit:? \
    allow_rebase_merge:? allow_squash_merge:? allow_update_branch:? delete_branch_on_merge:? \
    use_squash_pr_title_as_default:? squash_merge_commit_message squash_merge_commit_title merge_commit_message \
    merge_commit_title is_template:? topics:[] visibility default_branch master_branch web_commit_signoff_required:? \
    custom_properties:* pull_request_creation_policy organization role_name permissions:* public:?
    label id:# node_id url name color default:? description
    milestone url id:# node_id number:# title description creator:@user open_issues:# closed_issues:# state created_at \
    updated_at due_on closed_at
    reactions url total_count:# +1:# -1:# laugh:# hooray:# confused:# heart:# rocket:# eyes:#
    issue_link url html_url diff_url patch_url merged_at
    issue_type id:# node_id name description color created_at updated_at is_enabled:?
    sub_issues_summary total:# completed:# percent_completed:#
    issue url id:# node_id number:# title user:@user labels:[@label] state state_reason locked:? assignee:@user \
    assignees:[@user] milestone:@milestone comments:# created_at updated_at closed_at author_association \
    active_lock_reason body reactions:@reactions draft:? pull_request:@issue_link performed_via_github_app:@app \
    type:@issue_type sub_issues_summary:@sub_issues_summary issue_dependencies_summary:* issue_field_values:* \
    pinned_comment:*
    comment url id:# node_id user:@user created_at updated_at author_association body performed_via_github_app:@app \
    reactions:@reactions pin:*
    tip label ref sha user:@user repo:@repository
    team id:# node_id name slug description privacy notification_setting permission url parent:* type organization_id:# \
    enterprise_id:#
    auto_merge enabled_by:@user merge_method commit_title commit_message
    pull_request url id:# node_id number:# state locked:? title user:@user body created_at updated_at closed_at merged_at \
    merge_commit_sha assignee:@user assignees:[@user] requested_reviewers:[@user] requested_teams:[@team] labels:[@label] \
    milestone:@milestone head:@tip base:@tip _links:* author_association auto_merge:@auto_merge active_lock_reason draft:? \
    merged:? mergeable:? rebaseable:? mergeable_state merged_by:@user comments:# review_comments:# maintainer_can_modify:? \
    commits:# additions:# deletions:# changed_files:# allow_auto_merge:? allow_update_branch:? delete_branch_on_merge:? \
    use_squash_pr_title_as_default:? merge_commit_message merge_commit_title squash_merge_commit_message \
    squash_merge_commit_title
    review id:# node_id user:@user body commit_id submitted_at updated_at state author_association _links:*
    review_comment url id:# node_id pull_request_review_id:# diff_hunk path position:# original_position:# commit_id \
    original_commit_id in_reply_to_id:# user:@user body created_at updated_at author_association _links:* \
    reactions:@reactions start_line:# original_start_line:# start_side line:# original_line:# side subject_type
    thread node_id comments:[@review_comment]
    person name email username date
    commit id tree_id distinct:? message timestamp url author:@person committer:@person added:[] removed:[] modified:[]
    pusher name email
    output title summary text annotations_count:# annotations_url
    pull_request_link url id:# number:# head:@tip base:@tip
    check_run id:# node_id head_sha external_id url status conclusion started_at completed_at output:@output name \
    check_suite:@check_suite app:@app pull_requests:[@pull_request_link] deployment:*
    check_suite id:# node_id head_branch head_sha status conclusion url before after pull_requests:[@pull_request_link] \
    app:@app created_at updated_at rerequestable:? runs_rerequestable:? latest_check_runs_count:# head_commit:@commit
    requested_action identifier
    workflow id:# node_id name path state created_at updated_at url
    workflow_run id:# node_id name path display_title check_suite_id:# check_suite_node_id conclusion created_at \
    updated_at event head_branch head_sha head_commit:@commit head_repository:@repository repository:@repository \
    pull_requests:[@pull_request_link] run_number:# run_attempt:# run_started_at status url workflow_id:# actor:@user \
    triggering_actor:@user referenced_workflows:*
    step name status conclusion number:# started_at completed_at
    workflow_job id:# node_id run_id:# run_attempt:# workflow_name head_branch head_sha name status conclusion created_at \
    started_at completed_at labels:[] steps:[@step] runner_id:# runner_name runner_group_id:# runner_group_name url
    asset id:# node_id name label state content_type size:# digest download_count:# created_at updated_at uploader:@user \
    url
    release id:# node_id url tag_name target_commitish name draft:? prerelease:? immutable:? created_at updated_at \
    published_at author:@user assets:[@asset] body mentions_count:# discussion_url reactions:@reactions
    hook type id:# name active:? events:[] config:* updated_at created_at url last_response:* app_id:#
    repository_link id:# node_id name full_name private:?
    """
