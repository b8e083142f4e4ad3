-- Whom was told of the end of a source or a provisioning token, and that it stands on record.
alter table source add column told_days integer, add column ended_at timestamptz(3);
alter table scim_token add column told_days integer, add column ended_at timestamptz(3);
