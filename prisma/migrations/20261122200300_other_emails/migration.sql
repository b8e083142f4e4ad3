-- The addresses of a user beside the primary one, as its provider sent them: a list of value and type.
alter table scim_user add column other_emails jsonb not null default '[]';
