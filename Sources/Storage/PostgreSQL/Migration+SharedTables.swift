/// Tables that another product may have made and goes on reading: they keep its types and its rows, and get our columns.
///
/// `uuid` and `timestamptz` are its types; every moment in these tables is a `timestamptz`, so that one parameter can serve two columns.
extension Migration {
    static let sharedRepositories = [
        """
        CREATE TABLE IF NOT EXISTS clients (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL)
        """,
        """
        ALTER TABLE clients ADD COLUMN IF NOT EXISTS provider text, ADD COLUMN IF NOT EXISTS owner_name text,
            ADD COLUMN IF NOT EXISTS created_at timestamptz NOT NULL DEFAULT now()
        """,
        "CREATE UNIQUE INDEX IF NOT EXISTS clients_owner ON clients (provider, lower(owner_name))",
        "CREATE TABLE IF NOT EXISTS features (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), title text NOT NULL)",
        """
        ALTER TABLE features ADD COLUMN IF NOT EXISTS client_id uuid REFERENCES clients (id),
            ADD COLUMN IF NOT EXISTS created_at timestamptz NOT NULL DEFAULT now()
        """,
        """
        CREATE TABLE IF NOT EXISTS code_repositories (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            client_id uuid NOT NULL REFERENCES clients (id),
            provider text NOT NULL,
            owner_name text NOT NULL,
            repo_name text NOT NULL,
            default_branch text NOT NULL DEFAULT 'main',
            url text,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now()
        )
        """,
        "ALTER TABLE code_repositories ADD COLUMN IF NOT EXISTS external_id bigint",
        """
        CREATE UNIQUE INDEX IF NOT EXISTS code_repositories_name
            ON code_repositories (provider, lower(owner_name), lower(repo_name))
        """,
        "CREATE UNIQUE INDEX IF NOT EXISTS code_repositories_external ON code_repositories (provider, external_id)",
        "CREATE INDEX IF NOT EXISTS code_repositories_client ON code_repositories (client_id)",
    ]

    static let sharedJobs = [
        """
        CREATE TABLE IF NOT EXISTS code_branches (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            repository_id uuid NOT NULL REFERENCES code_repositories (id),
            feature_id uuid REFERENCES features (id),
            name text NOT NULL,
            url text,
            created_at timestamptz NOT NULL DEFAULT now()
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS code_pull_requests (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            repository_id uuid NOT NULL REFERENCES code_repositories (id),
            feature_id uuid REFERENCES features (id),
            branch_id uuid REFERENCES code_branches (id),
            number integer NOT NULL,
            title text NOT NULL,
            status text NOT NULL,
            url text,
            created_at timestamptz NOT NULL DEFAULT now()
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS agent_jobs (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            client_id uuid NOT NULL REFERENCES clients (id),
            feature_id uuid REFERENCES features (id),
            repository_id uuid REFERENCES code_repositories (id),
            prompt text NOT NULL,
            branch_name text NOT NULL,
            title text,
            created_by_team_member_id uuid,
            status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
            pid integer,
            worktree_path text,
            exit_code integer,
            error text,
            pr_url text,
            pr_number integer,
            files_changed integer,
            code_branch_id uuid REFERENCES code_branches (id),
            code_pull_request_id uuid REFERENCES code_pull_requests (id),
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            started_at timestamptz,
            completed_at timestamptz
        )
        """,
        """
        ALTER TABLE agent_jobs
            ADD COLUMN kind text NOT NULL DEFAULT 'job',
            ADD COLUMN source text NOT NULL DEFAULT 'adopted',
            ADD COLUMN delivery_id bigint REFERENCES deliveries (id) ON DELETE SET NULL,
            ADD COLUMN rule text,
            ADD COLUMN action_index bigint NOT NULL DEFAULT 0,
            ADD COLUMN dedupe_key text UNIQUE,
            ADD COLUMN concurrency_group text,
            ADD COLUMN priority bigint NOT NULL DEFAULT 0,
            ADD COLUMN state text NOT NULL DEFAULT 'retry_wait' CHECK (state IN ('queued', 'running', 'waiting_for_input',
                'retry_wait', 'completed', 'failed', 'rejected', 'superseded', 'cancelled')),
            ADD COLUMN state_note text,
            ADD COLUMN outcome text CHECK (outcome IN ('pull_request', 'pushed', 'answered', 'reviewed', 'no_changes')),
            ADD COLUMN attempt bigint NOT NULL DEFAULT 0,
            ADD COLUMN max_attempts bigint NOT NULL DEFAULT 1,
            ADD COLUMN crashes bigint NOT NULL DEFAULT 0,
            ADD COLUMN lease_node text,
            ADD COLUMN lease_token text,
            ADD COLUMN lease_until timestamptz,
            ADD COLUMN not_before timestamptz DEFAULT '9999-01-01 00:00:00+00',
            ADD COLUMN base_branch text,
            ADD COLUMN base_sha text,
            ADD COLUMN merge_base text,
            ADD COLUMN head_sha text,
            ADD COLUMN tree_sha text,
            ADD COLUMN item_kind text,
            ADD COLUMN item_number bigint,
            ADD COLUMN item_title text,
            ADD COLUMN item_url text,
            ADD COLUMN actor text,
            ADD COLUMN agent text,
            ADD COLUMN settings text NOT NULL DEFAULT '{}',
            ADD COLUMN trigger text NOT NULL DEFAULT '{}',
            ADD COLUMN session_id text,
            ADD COLUMN cost_usd double precision,
            ADD COLUMN turns bigint,
            ADD COLUMN retry_of uuid REFERENCES agent_jobs (id) ON DELETE SET NULL,
            ADD COLUMN duplicate_of uuid REFERENCES agent_jobs (id) ON DELETE SET NULL,
            ADD COLUMN cancel_requested_at timestamptz,
            ADD COLUMN cancel_requested_by text
        """,
        // Only our own columns change. A job that waited or ran under the other product is not taken up by itself: it waits for
        // somebody to cancel it or to ask for it again.
        "ALTER TABLE agent_jobs DISABLE TRIGGER USER",
        """
        UPDATE agent_jobs SET
            state = CASE status WHEN 'queued' THEN 'retry_wait' WHEN 'running' THEN 'waiting_for_input' ELSE status END,
            state_note = CASE WHEN status IN ('queued', 'running') THEN 'left by the system before' END,
            outcome = CASE WHEN status = 'completed'
                THEN CASE WHEN pr_number IS NULL THEN 'no_changes' ELSE 'pull_request' END END,
            not_before = CASE WHEN status = 'queued' THEN not_before END
        """,
        "ALTER TABLE agent_jobs ENABLE TRIGGER USER",
        """
        ALTER TABLE agent_jobs ADD CHECK ((state = 'running') = (lease_token IS NOT NULL)),
            ADD CHECK ((state = 'completed') = (outcome IS NOT NULL))
        """,
        """
        CREATE INDEX agent_jobs_claim ON agent_jobs (priority DESC, created_at, id) WHERE state IN ('queued', 'retry_wait')
        """,
        "CREATE INDEX agent_jobs_running ON agent_jobs (repository_id, concurrency_group) WHERE state = 'running'",
        "CREATE INDEX agent_jobs_age ON agent_jobs (created_at, id, state, repository_id)",
        "CREATE INDEX agent_jobs_repository ON agent_jobs (repository_id, item_number)",
        "CREATE INDEX agent_jobs_delivery ON agent_jobs (delivery_id)",
        """
        ALTER TABLE code_branches
            ADD COLUMN job_id uuid REFERENCES agent_jobs (id) ON DELETE SET NULL,
            ADD COLUMN base_branch text NOT NULL DEFAULT '',
            ADD COLUMN merge_base text,
            ADD COLUMN head_sha text,
            ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
            ADD COLUMN deleted_at timestamptz,
            ADD UNIQUE (repository_id, name)
        """,
        "CREATE INDEX code_branches_job ON code_branches (job_id)",
        """
        ALTER TABLE code_pull_requests
            ADD COLUMN job_id uuid REFERENCES agent_jobs (id) ON DELETE SET NULL,
            ADD COLUMN head_branch text,
            ADD COLUMN base_branch text,
            ADD COLUMN head_sha text,
            ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
            ADD COLUMN closed_at timestamptz,
            ADD UNIQUE (repository_id, number)
        """,
        "CREATE INDEX code_pull_requests_job ON code_pull_requests (job_id)",
    ]

    static let sharedMessages = [
        """
        CREATE TABLE IF NOT EXISTS agent_job_messages (
            id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
            job_id uuid NOT NULL REFERENCES agent_jobs (id) ON DELETE CASCADE,
            type text NOT NULL CHECK (type IN ('stdout', 'stderr', 'system')),
            content text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now()
        )
        """,
        """
        ALTER TABLE agent_job_messages
            ADD COLUMN sequence bigint,
            ADD COLUMN run_id bigint REFERENCES agent_runs (id) ON DELETE SET NULL,
            ADD COLUMN step text,
            ADD COLUMN level text NOT NULL DEFAULT 'info' CHECK (level IN ('debug', 'info', 'warning', 'error')),
            ADD COLUMN event text,
            ADD COLUMN fields text
        """,
        """
        UPDATE agent_job_messages SET sequence = numbered.place FROM (
            SELECT id, row_number() OVER (PARTITION BY job_id ORDER BY created_at, id) AS place FROM agent_job_messages) AS numbered
        WHERE numbered.id = agent_job_messages.id
        """,
        "ALTER TABLE agent_job_messages ALTER COLUMN sequence SET NOT NULL, ADD UNIQUE (job_id, sequence)",
    ]
}
