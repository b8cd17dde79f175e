-- Audit log and outbox in one, written in the statement that does what it tells. Identity values do not follow
-- commit order: a consumer reads WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) AND id > cursor.
CREATE TABLE event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    occurred_at timestamptz NOT NULL,
    type text NOT NULL,
    user_id uuid,
    app_id text,
    actor text NOT NULL,
    data jsonb,
    CONSTRAINT event_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);

-- Catches what no month holds, so that an event is never lost for want of a partition.
CREATE TABLE event_default PARTITION OF event DEFAULT;

-- Makes the partition of the month that holds the given day; a month that is there already, or whose rows went
-- to the default partition before, is left as it is.
CREATE FUNCTION ensure_event_partition(day date) RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    first_day date := date_trunc('month', day);
    name text := 'event_' || to_char(day, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ensure_event_partition'));
    IF to_regclass(name) IS NULL
        AND NOT EXISTS (SELECT FROM event_default
            WHERE occurred_at >= first_day AND occurred_at < first_day + interval '1 month') THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)',
            name, first_day, (first_day + interval '1 month')::date);
    END IF;
END $$;
