-- Phone numbers as WeChat verified them: which key sealed each, and what their hashes are made with.
ALTER TABLE contact ADD COLUMN key_id text;

-- Phone numbers are few enough to be tried one after another, so their hash has a key. It is drawn once and never
-- replaced, or a number stored before could not be found any more; a change of encryption.keys only seals it anew.
CREATE TABLE hashing_key (
    name text CONSTRAINT hashing_key_pkey PRIMARY KEY,
    key_enc bytea NOT NULL,
    key_id text NOT NULL
);
