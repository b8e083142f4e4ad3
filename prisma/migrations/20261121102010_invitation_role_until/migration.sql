-- When the role ends that an invitation offers; null for one without an end.
alter table invitation add column role_until timestamptz(3);
