-- A browser's way to WeChat and back. The state and the browser's cookie are kept as hashes.
CREATE TABLE login_transaction (
    state_hash bytea CONSTRAINT login_transaction_pkey PRIMARY KEY,
    browser_hash bytea NOT NULL,
    client_id text NOT NULL,
    app_id text NOT NULL CONSTRAINT login_transaction_app_id REFERENCES app,
    redirect_uri text,
    return_to text,
    scope text NOT NULL,
    client_state text,
    nonce text,
    code_challenge text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT login_transaction_destination CHECK ((redirect_uri IS NULL) <> (return_to IS NULL))
);
CREATE INDEX login_transaction_by_browser_hash ON login_transaction (browser_hash, created_at);
CREATE INDEX login_transaction_by_expires_at ON login_transaction (expires_at);

CREATE TABLE authorization_code (
    hash bytea CONSTRAINT authorization_code_pkey PRIMARY KEY,
    client_id text NOT NULL,
    redirect_uri text NOT NULL,
    scope text NOT NULL,
    nonce text,
    code_challenge text,
    user_id uuid NOT NULL CONSTRAINT authorization_code_user_id REFERENCES users,
    identity_id uuid NOT NULL,
    auth_time timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    session_id uuid,
    CONSTRAINT authorization_code_used_at_session_id CHECK ((used_at IS NULL) = (session_id IS NULL))
);
CREATE INDEX authorization_code_by_expires_at ON authorization_code (expires_at);

-- Somebody unknown to an app that wants a profile first, between the login and the registration.
CREATE TABLE pending_registration (
    hash bytea CONSTRAINT pending_registration_pkey PRIMARY KEY,
    app_id text NOT NULL CONSTRAINT pending_registration_app_id REFERENCES app,
    openid text NOT NULL,
    unionid text,
    key_enc bytea NOT NULL,
    obtained_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX pending_registration_by_expires_at ON pending_registration (expires_at);
CREATE INDEX pending_registration_by_openid ON pending_registration (app_id, openid);
CREATE INDEX pending_registration_by_unionid ON pending_registration (unionid) WHERE unionid IS NOT NULL;

-- Work that must happen once for everybody who asks with the same key, on whichever node; the lease lets another
-- node take over when the first one died.
CREATE TABLE once_only (
    hash bytea CONSTRAINT once_only_pkey PRIMARY KEY,
    holder bytea NOT NULL,
    lease uuid NOT NULL,
    lease_until timestamptz NOT NULL,
    result_enc bytea,
    expires_at timestamptz NOT NULL
);
CREATE INDEX once_only_by_expires_at ON once_only (expires_at);
