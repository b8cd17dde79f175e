ALTER TABLE note ADD COLUMN written_at timestamptz;
