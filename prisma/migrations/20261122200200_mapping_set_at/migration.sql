-- When somebody last said which roles groups give: a role that an access review took from a member stays taken until then.
-- Null where that was before this was written down.
alter table scim_group add column role_set_at timestamptz(3);
alter table identity_provider add column mapping_set_at timestamptz(3);
