-- The last act that touched a table whose content is kept in memory until there is another (src/casework/office_roll.h). By id too: a list of
-- officers loaded at once is one act.
CREATE INDEX user_account_seq ON user_account (seq, id);
CREATE INDEX user_role_seq ON user_role (seq, id);
CREATE INDEX other_party_seq ON other_party (seq, id);
