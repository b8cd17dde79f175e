-- What WeChat pushed, stored before it is answered: one row for an event, however often and to whichever node it is
-- delivered. While it is undone it says what to do, and due_at is the lease of whoever does it; done, it only keeps
-- later deliveries from having the effect again.
CREATE TABLE push (
    key_hash bytea CONSTRAINT push_pkey PRIMARY KEY,
    type text NOT NULL CONSTRAINT push_type CHECK (type IN ('SUBSCRIBED', 'SCANNED', 'UNSUBSCRIBED',
        'PROFILE_MODIFIED', 'AUTHORIZATION_REVOKED', 'AUTHORIZATION_CANCELLED')),
    app_id text NOT NULL CONSTRAINT push_app_id REFERENCES app,
    openid text,
    at timestamptz NOT NULL,
    scene text,
    items integer[],
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    expires_at timestamptz,
    CONSTRAINT push_expires_at CHECK (
        CASE WHEN expires_at IS NULL THEN openid IS NOT NULL ELSE num_nonnulls(openid, scene, items) = 0 END)
);
CREATE INDEX push_by_due_at ON push (due_at) WHERE expires_at IS NULL;
CREATE INDEX push_by_expires_at ON push (expires_at) WHERE expires_at IS NOT NULL;

-- Who follows an account, as of WeChat's own time, whether or not the person ever signed in.
CREATE TABLE follower (
    app_id text NOT NULL CONSTRAINT follower_app_id REFERENCES app,
    openid text NOT NULL,
    follows boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT follower_pkey PRIMARY KEY (app_id, openid)
);
