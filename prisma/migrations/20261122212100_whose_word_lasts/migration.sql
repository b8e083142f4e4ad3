-- The end of the role of whoever made a provisioning token or wrote the settings of a provider, where it has one: what goes
-- on by itself afterwards gives nothing until somebody whose role lasts answers for it. Null: that role lasts, and for what
-- was made before this was written down.
alter table scim_token add column maker_until timestamptz(3);
alter table identity_provider add column maker_until timestamptz(3);
grant select (maker_until) on identity_provider to auth;
