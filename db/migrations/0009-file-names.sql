-- The name that a file came under: of evidence, of what a document says. NULL where it came before this, or on paper.
ALTER TABLE evidence ADD COLUMN file_name TEXT;
ALTER TABLE document ADD COLUMN file_name TEXT;
