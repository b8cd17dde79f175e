-- Who is who. union_identity is the referee: one row, one owner, so two users can never share a unionid.

CREATE TABLE union_scope (
    id smallint GENERATED ALWAYS AS IDENTITY CONSTRAINT union_scope_pkey PRIMARY KEY,
    name text NOT NULL CONSTRAINT union_scope_name UNIQUE
);

CREATE TABLE app (
    app_id text CONSTRAINT app_pkey PRIMARY KEY,
    kind text NOT NULL CONSTRAINT app_kind CHECK (kind IN ('mini-program', 'official-account', 'website')),
    union_scope_id smallint CONSTRAINT app_union_scope_id REFERENCES union_scope
);

CREATE TABLE users (
    id uuid CONSTRAINT users_pkey PRIMARY KEY,
    status text NOT NULL DEFAULT 'ACTIVE'
        CONSTRAINT users_status CHECK (status IN ('ACTIVE', 'MERGED', 'BLOCKED', 'ERASED')),
    merged_into uuid CONSTRAINT users_merged_into REFERENCES users,
    protected boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    CONSTRAINT users_status_merged_into CHECK ((status = 'MERGED') = (merged_into IS NOT NULL))
);

-- Off the hot row: a login locks users, it does not rewrite a nickname.
CREATE TABLE user_profile (
    user_id uuid CONSTRAINT user_profile_pkey PRIMARY KEY CONSTRAINT user_profile_user_id REFERENCES users,
    nick_name text,
    avatar_url text,
    source_identity_id uuid,
    updated_at timestamptz NOT NULL
);

-- After merges; the depth is always one, because a merge moves the loser's own redirects along.
CREATE TABLE user_redirect (
    old_id uuid CONSTRAINT user_redirect_pkey PRIMARY KEY CONSTRAINT user_redirect_old_id REFERENCES users,
    new_id uuid NOT NULL CONSTRAINT user_redirect_new_id REFERENCES users
);
CREATE INDEX user_redirect_by_new_id ON user_redirect (new_id);

CREATE TABLE union_identity (
    union_scope_id smallint NOT NULL CONSTRAINT union_identity_union_scope_id REFERENCES union_scope,
    unionid text NOT NULL,
    user_id uuid NOT NULL CONSTRAINT union_identity_user_id REFERENCES users,
    CONSTRAINT union_identity_pkey PRIMARY KEY (union_scope_id, unionid),
    CONSTRAINT union_identity_owner UNIQUE (union_scope_id, unionid, user_id)
);
CREATE INDEX union_identity_by_user_id ON union_identity (user_id);

-- The composite foreign key makes it impossible for an identity that knows its unionid to belong to anyone but
-- that unionid's owner; ON UPDATE CASCADE makes a merge one UPDATE of the referee.
CREATE TABLE identity (
    id uuid CONSTRAINT identity_pkey PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT identity_user_id REFERENCES users,
    app_id text NOT NULL CONSTRAINT identity_app_id REFERENCES app,
    openid text NOT NULL,
    union_scope_id smallint,
    unionid text,
    linked_at timestamptz NOT NULL,
    linked_by text NOT NULL,
    CONSTRAINT identity_app_id_openid UNIQUE (app_id, openid),
    CONSTRAINT identity_union_scope_id_unionid CHECK ((union_scope_id IS NULL) = (unionid IS NULL)),
    CONSTRAINT identity_union_identity FOREIGN KEY (union_scope_id, unionid, user_id)
        REFERENCES union_identity (union_scope_id, unionid, user_id) ON UPDATE CASCADE
);
CREATE INDEX identity_by_user_id ON identity (user_id);
CREATE INDEX identity_by_unionid ON identity (union_scope_id, unionid) WHERE unionid IS NOT NULL;

CREATE TABLE contact (
    id uuid CONSTRAINT contact_pkey PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT contact_user_id REFERENCES users,
    kind text NOT NULL CONSTRAINT contact_kind CHECK (kind IN ('PHONE')),
    value_hash bytea NOT NULL,
    value_enc bytea NOT NULL,
    verified_at timestamptz,
    verified_by text
);
CREATE INDEX contact_by_user_id ON contact (user_id);
CREATE INDEX contact_by_value_hash ON contact (value_hash);

-- Sealed with (app, openid) as associated data; the newest by the time WeChat was asked.
CREATE TABLE wechat_session_key (
    identity_id uuid CONSTRAINT wechat_session_key_pkey PRIMARY KEY
        CONSTRAINT wechat_session_key_identity_id REFERENCES identity ON DELETE CASCADE,
    key_enc bytea NOT NULL,
    key_id text NOT NULL,
    obtained_at timestamptz NOT NULL
) WITH (fillfactor = 80);
