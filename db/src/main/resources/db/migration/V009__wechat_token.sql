-- An app's access_token and jsapi_ticket, one of each for all nodes. Sealed with (app, kind) as associated data. Who
-- holds the lease fetches the next one; version 0 is a row whose first one is still being fetched. No reference to the
-- app: an app that is taken out of the configuration leaves nothing here but a token that ends by itself.
CREATE TABLE wechat_token (
    app_id text NOT NULL,
    kind text NOT NULL CONSTRAINT wechat_token_kind CHECK (kind IN ('ACCESS_TOKEN', 'JSAPI_TICKET')),
    value_enc bytea,
    key_id text,
    obtained_at timestamptz,
    expires_at timestamptz,
    version bigint NOT NULL DEFAULT 0,
    lease_owner uuid,
    lease_until timestamptz,
    CONSTRAINT wechat_token_pkey PRIMARY KEY (app_id, kind),
    CONSTRAINT wechat_token_version CHECK (
        num_nulls(value_enc, key_id, obtained_at, expires_at) = CASE WHEN version > 0 THEN 0 ELSE 4 END),
    CONSTRAINT wechat_token_lease_until CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
);
