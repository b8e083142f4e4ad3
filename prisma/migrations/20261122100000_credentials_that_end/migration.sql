-- A source and a provisioning token may end by themselves, as API keys do; null: only when somebody ends them. Whoever reads
-- the tables reads this column, too.
alter table source add column expires_at timestamptz(3);
alter table scim_token add column expires_at timestamptz(3);
