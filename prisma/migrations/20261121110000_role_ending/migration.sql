-- Who holds a role with an end is told 7 days and 1 day before, and its end stands on record: each once.
alter table role_binding add column told_days integer;
alter table role_binding add column ended_at timestamptz(3);
create index role_binding_expires_at_idx on role_binding (expires_at) where ended_at is null;
