-- Whether an export was decided as those above a tenant have to: requested, and approved by a second person or, where there
-- is none, left standing for a day. What a tenant made for itself is not for them to take.
alter table tenant_export add column decided_by_two boolean not null default false;
-- No policy lets the owner of the table see a row of it.
alter table tenant_export no force row level security;
update tenant_export set decided_by_two = true where approved_by is not null;
alter table tenant_export force row level security;
