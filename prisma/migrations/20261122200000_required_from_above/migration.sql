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
-- Nobody but the operator could write those of platforms.
alter table identity_provider no force row level security;
update identity_provider set settings_from = 'operator' where tenant_id is null and platform_id is not null;
alter table identity_provider force row level security;

-- True while the second factor of a session is only what its identity provider says it saw.
alter table session
  add column factor_by_provider boolean not null default false;
alter table session no force row level security;
update session set factor_by_provider = true where provider_id is not null and factor_at is not null and ended_at is null;
alter table session force row level security;
