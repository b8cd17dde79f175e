-- When WeChat last sent a browser back for this app, give or take an hour: a domain that WeChat does not know shows in
-- nothing but that nobody comes back.
ALTER TABLE app ADD COLUMN returned_at timestamptz;
