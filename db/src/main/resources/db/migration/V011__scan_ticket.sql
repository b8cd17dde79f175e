-- A QR code that a waiting browser shows. The scene is kept as a hash; the id is what nodes tell each other. Who
-- scanned is kept until the login that it was for has used it.
CREATE TABLE scan_ticket (
    scene_hash bytea CONSTRAINT scan_ticket_pkey PRIMARY KEY,
    id uuid NOT NULL,
    state_hash bytea NOT NULL CONSTRAINT scan_ticket_state_hash
        REFERENCES login_transaction ON DELETE CASCADE,
    app_id text NOT NULL CONSTRAINT scan_ticket_app_id REFERENCES app,
    expires_at timestamptz NOT NULL,
    openid text,
    confirmed_at timestamptz,
    used_at timestamptz,
    CONSTRAINT scan_ticket_openid CHECK ((openid IS NOT NULL) = (confirmed_at IS NOT NULL AND used_at IS NULL))
);
CREATE INDEX scan_ticket_by_state_hash ON scan_ticket (state_hash);
CREATE INDEX scan_ticket_by_openid ON scan_ticket (app_id, openid) WHERE openid IS NOT NULL;
