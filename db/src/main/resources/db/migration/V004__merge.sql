-- Which accounts turned out to be one person, and exactly what moved, so that undo is exact.
CREATE TABLE account_merge (
    id uuid CONSTRAINT account_merge_pkey PRIMARY KEY,
    winner uuid NOT NULL CONSTRAINT account_merge_winner REFERENCES users,
    loser uuid NOT NULL CONSTRAINT account_merge_loser REFERENCES users,
    reason text NOT NULL,
    actor text NOT NULL,
    state text NOT NULL CONSTRAINT account_merge_state CHECK (state IN ('PENDING', 'APPLIED', 'UNDONE')),
    applied_at timestamptz,
    undo_until timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT account_merge_winner_loser CHECK (winner <> loser),
    CONSTRAINT account_merge_state_applied_at CHECK ((state = 'PENDING') = (applied_at IS NULL))
);
CREATE UNIQUE INDEX account_merge_applied_loser ON account_merge (loser) WHERE state = 'APPLIED';
CREATE INDEX account_merge_by_winner ON account_merge (winner);
CREATE UNIQUE INDEX account_merge_pending_pair ON account_merge (winner, loser) WHERE state = 'PENDING';

CREATE TABLE account_merge_item (
    merge_id uuid NOT NULL CONSTRAINT account_merge_item_merge_id REFERENCES account_merge,
    kind text NOT NULL CONSTRAINT account_merge_item_kind
        CHECK (kind IN ('union_identity', 'identity', 'contact', 'session', 'user_redirect', 'user_profile')),
    ref_id text NOT NULL,
    before jsonb NOT NULL,
    CONSTRAINT account_merge_item_pkey PRIMARY KEY (merge_id, kind, ref_id)
);
