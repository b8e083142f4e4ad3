-- Whose moment the end of a session is. It was told from the roles of today, which may have changed since it began; of the
-- sessions that there are nobody can tell any more, and theirs is called the end by the roles.
alter table session add column expires_by_provider boolean not null default false;
