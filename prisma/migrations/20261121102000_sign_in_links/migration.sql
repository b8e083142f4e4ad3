-- Links that went out by mail: to sign in with, or to set a new password. A link works once, for a quarter of an hour, in
-- the browser that asked for it. The table holds the hash of its token alone, and only `auth` looks.
create table sign_in_link (
  id uuid primary key,
  member_id uuid not null references member (id) on update no action on delete restrict,
  purpose text not null constraint sign_in_link_purpose check (purpose in ('sign-in', 'password')),
  token_hash bytea not null,
  -- HMAC of the cookie of the browser that asked.
  browser bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create unique index sign_in_link_token_hash_key on sign_in_link (token_hash);
create index sign_in_link_member_id_idx on sign_in_link (member_id);
alter table sign_in_link enable row level security;
alter table sign_in_link force row level security;
create policy sign_in_link_auth on sign_in_link for all to auth using (true) with check (true);
grant select, insert, update on sign_in_link to auth;

-- Kept as long as ended sessions.
create policy sign_in_link_jobs on sign_in_link for select to jobs using (true);
create policy sign_in_link_jobs_delete on sign_in_link for delete to jobs using (created_at < now() - interval '90 days');
grant select (created_at), delete on sign_in_link to jobs;

-- Their mails go out as notices about the account.
alter table account_notice drop constraint account_notice_kind;
alter table account_notice add constraint account_notice_kind check (kind in
  ('new_device', 'password', 'factor', 'recovery_codes', 'email_asked', 'email_confirm', 'email_changed',
   'passkey_added', 'passkey_removed', 'recovery_code_used', 'sign_in_link', 'password_link'));
