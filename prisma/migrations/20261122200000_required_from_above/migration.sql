-- What a scope above requires of this one alone, beside what the scope asks for itself: it holds until lifted from there.
-- Adding a column that is new and empty, with a check on it alone, needs no look at the rows.
alter table sign_in_policy
  add column factor_from text check (factor_from in ('platform', 'operator')),
  add column sign_on_from text check (sign_on_from in ('platform', 'operator'));

-- Who wrote the settings of a provider last, where that was a scope above the provider's own: a second factor that a
-- tenant believes is not one that its operator believes.
alter table identity_provider
  add column settings_from text check (settings_from in ('platform', 'operator'));
grant select (settings_from) on identity_provider to auth;

-- True while the second factor of a session is only what its identity provider says it saw.
alter table session
  add column factor_by_provider boolean not null default false;
