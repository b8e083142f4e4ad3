-- What a provider calls somebody in full, and what kind of address it sends, come back as they were sent.
alter table scim_user add column formatted text, add column email_type text not null default 'work';
