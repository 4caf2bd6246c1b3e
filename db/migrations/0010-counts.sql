-- Where a count begins: at the few that are sealed, and at what an officer keeps out of, not at every row (src/rights/guarded_book.cc).
CREATE INDEX lead_sealed ON lead (id) WHERE sealed <> 0;
CREATE INDEX report_sealed ON report (id) WHERE sealed <> 0;
CREATE INDEX recusal_user ON recusal (user_id, active);
