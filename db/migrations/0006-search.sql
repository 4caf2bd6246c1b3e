-- What leads are found by: worked out of them, thrown away and made again at will (store/search_index.h). words: as
-- src/leads/lead_words.h makes them, letters and digits with blanks between. Nothing of a reporter is ever in it.
CREATE TABLE search_head (name TEXT PRIMARY KEY, upto BIGINT NOT NULL);
INSERT INTO search_head (name, upto) VALUES ('lead', 0);
CREATE TABLE search_object (place BIGINT PRIMARY KEY, object TEXT NOT NULL UNIQUE, words TEXT NOT NULL);
-- only sqlite
CREATE VIRTUAL TABLE search_index USING fts5 (words, content = '', detail = none);
-- only postgresql
CREATE INDEX search_object_words ON search_object USING gin (string_to_array(words, ' '));
-- Whoever searches looks first at what was touched since.
CREATE INDEX lead_seq ON lead (seq);
CREATE INDEX lead_person_seq ON lead_person (seq);
CREATE INDEX person_seq ON person (seq);
