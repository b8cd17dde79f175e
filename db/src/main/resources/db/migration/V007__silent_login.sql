-- Whether the client asked that nobody is shown a page (prompt=none): then it is told itself what went wrong.
ALTER TABLE login_transaction ADD COLUMN silent boolean NOT NULL DEFAULT false;
