-- The signing secret of a webhook changes while the one before still signs beside it.
alter table channel add column old_secret bytea;
alter table channel add column old_secret_until timestamptz(3);
