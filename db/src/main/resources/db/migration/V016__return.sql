-- Where and when WeChat last sent a person back for this app, give or take an hour: a domain that WeChat does not know
-- shows in nothing but that nobody comes back.
ALTER TABLE app
    ADD COLUMN returned_to text,
    ADD COLUMN returned_at timestamptz,
    ADD CONSTRAINT app_returned_at_returned_to CHECK ((returned_at IS NULL) = (returned_to IS NULL));
