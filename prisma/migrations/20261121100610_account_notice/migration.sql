-- What a member is told by mail about the own account: a sign-in from a new device, a change of password, factor, codes
-- or address. A row is written with the change; a job sends it. Written and read in the scope of the operator alone.
create table account_notice (
  id uuid primary key,
  member_id uuid not null references member (id) on update no action on delete restrict,
  kind text not null constraint account_notice_kind check (kind in
    ('new_device', 'password', 'factor', 'recovery_codes', 'email_asked', 'email_confirm', 'email_changed')),
  to_email text not null,
  details jsonb not null default '{}',
  created_at timestamptz(3) not null,
  sent_at timestamptz(3)
);
create index account_notice_member_id_idx on account_notice (member_id);
alter table account_notice enable row level security;
alter table account_notice force row level security;
create policy account_notice_staff on account_notice to staff
  using ((select app_operator())) with check ((select app_operator()));
grant select, insert, update (sent_at) on account_notice to staff;

-- A new address of a member, until the link that went to it is followed. The table holds the hash of its token alone.
create table email_change (
  id uuid primary key,
  member_id uuid not null references member (id) on update no action on delete restrict,
  new_email text not null,
  token_hash bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create unique index email_change_token_hash_key on email_change (token_hash);
create index email_change_member_id_idx on email_change (member_id);
alter table email_change enable row level security;
alter table email_change force row level security;
create policy email_change_auth on email_change for all to auth using (true) with check (true);
grant select, insert, update on email_change to auth;

-- Both are kept as long as ended sessions.
create policy account_notice_jobs on account_notice for select to jobs using (true);
create policy account_notice_jobs_delete on account_notice for delete to jobs using (created_at < now() - interval '90 days');
grant select (created_at), delete on account_notice to jobs;
create policy email_change_jobs on email_change for select to jobs using (true);
create policy email_change_jobs_delete on email_change for delete to jobs using (created_at < now() - interval '90 days');
grant select (created_at), delete on email_change to jobs;
