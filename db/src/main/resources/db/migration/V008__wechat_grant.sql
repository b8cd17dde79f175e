-- What a person allowed an app: WeChat's own tokens, kept for clients that want profiles fresh. Sealed with (app,
-- openid) as associated data. An ended grant keeps its row without tokens, so that a client can ask the person again.
CREATE TABLE wechat_grant (
    identity_id uuid CONSTRAINT wechat_grant_pkey PRIMARY KEY
        CONSTRAINT wechat_grant_identity_id REFERENCES identity ON DELETE CASCADE,
    access_token_enc bytea,
    refresh_token_enc bytea,
    key_id text,
    access_expires_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    due_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT wechat_grant_ended_at CHECK (
        CASE WHEN ended_at IS NULL THEN num_nulls(access_token_enc, refresh_token_enc, key_id) = 0
        ELSE num_nonnulls(access_token_enc, refresh_token_enc, key_id) = 0 END)
) WITH (fillfactor = 80);
