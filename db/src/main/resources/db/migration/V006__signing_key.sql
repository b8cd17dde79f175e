-- Keys that tokens are made with, sealed. ES256 keys sign access and ID tokens, HS256 keys authenticate refresh
-- tokens and session cookies. Published from the start, used from activates_at, dropped after retires_at.
CREATE TABLE signing_key (
    kid text CONSTRAINT signing_key_pkey PRIMARY KEY,
    algorithm text NOT NULL CONSTRAINT signing_key_algorithm CHECK (algorithm IN ('ES256', 'HS256')),
    private_enc bytea NOT NULL,
    key_id text NOT NULL,
    public_jwk jsonb,
    created_at timestamptz NOT NULL,
    activates_at timestamptz NOT NULL,
    retires_at timestamptz,
    CONSTRAINT signing_key_public_jwk CHECK ((algorithm = 'ES256') = (public_jwk IS NOT NULL))
);
