CREATE TABLE fine (id int);
CREATE TABEL broken (id int);
