-- Of a firm's other codes and names, the one by which it is known (entity; docs/who-is-who.md).
--
--   shape      one row per firm_key, a code or the letters of a name, that is not its entity's own
--   firm_id    what the entity is called: its valid code, else the key of one of its names
--   basis, basis_en   why: code and name stand in one row, names differ in writing alone, one account …
-- What compares firms by firm_id says so, and is not red by it. Read by award_winner, I01, I09, I12, H15, H33 and P06.
SELECT entity_key AS firm_key, entity_id AS firm_id, basis, basis_en FROM entity WHERE kind = 'firm' AND entity_key <> entity_id
