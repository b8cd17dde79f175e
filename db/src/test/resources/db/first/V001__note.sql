CREATE TABLE note (id int CONSTRAINT note_id PRIMARY KEY, text text NOT NULL);
