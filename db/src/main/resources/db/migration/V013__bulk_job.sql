-- How far a command has come that works through very many people; written in the transaction of each portion, so
-- that a command which is killed goes on where it stood and counts nothing twice.
CREATE TABLE bulk_job (
    kind text NOT NULL,
    subject text NOT NULL,
    position jsonb NOT NULL,
    counts jsonb NOT NULL,
    started_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT bulk_job_pkey PRIMARY KEY (kind, subject),
    CONSTRAINT bulk_job_kind CHECK (kind IN ('users import', 'unionid backfill', 'openid migrate'))
);

-- What the system that people were imported from calls them. It hangs on the identity, which moves with a merge and
-- goes with an erasure; several identities of a person may bear the same one.
CREATE TABLE identity_external_id (
    identity_id uuid CONSTRAINT identity_external_id_pkey PRIMARY KEY
        CONSTRAINT identity_external_id_identity_id REFERENCES identity ON DELETE CASCADE,
    external_id text NOT NULL
);
CREATE INDEX identity_external_id_by_external_id ON identity_external_id (external_id);
