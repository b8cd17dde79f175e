-- One row for each sign-in. A refresh changes only the counter and the times, none of them indexed, so that it
-- stays a heap-only update.
CREATE TABLE session (
    id uuid CONSTRAINT session_pkey PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT session_user_id REFERENCES users,
    client_id text NOT NULL,
    identity_id uuid,
    scope text NOT NULL,
    refresh_counter integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    rotated_at timestamptz NOT NULL,
    idle_expires_at timestamptz NOT NULL,
    absolute_expires_at timestamptz NOT NULL,
    ip_prefix text,
    user_agent text,
    revoked_at timestamptz,
    revoke_reason text,
    CONSTRAINT session_revoked_at_revoke_reason CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX session_by_user_id ON session (user_id);
