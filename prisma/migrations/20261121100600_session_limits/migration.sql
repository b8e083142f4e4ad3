-- How long sessions last, by the roles of their members. Without a row the defaults of lib/core/session-limits.ts hold.
create table session_limit (
  kind text primary key constraint session_limit_kind check (kind in ('admin', 'on_call', 'other')),
  idle_minutes integer not null constraint session_limit_idle check (idle_minutes between 1 and 1440),
  absolute_minutes integer not null constraint session_limit_absolute check (absolute_minutes between 15 and 43200),
  constraint session_limit_order check (idle_minutes <= absolute_minutes)
);
alter table session_limit enable row level security;
alter table session_limit force row level security;
create policy session_limit_auth on session_limit for select to auth using (true);
create policy session_limit_staff on session_limit to staff
  using ((select app_operator())) with check ((select app_operator()));
grant select on session_limit to auth;
grant select, insert, update on session_limit to staff;

-- A name for a session that may be shown; its hash is what the cookie is looked up by. It stays when the hash rotates.
alter table session add column id uuid not null default gen_random_uuid();
create index session_id_idx on session (id);

-- Why a session ended, for the person who finds it ended.
alter table session add column end_reason text
  constraint session_end_reason check (end_reason in
    ('signed_out', 'by_member', 'by_admin', 'password', 'factor', 'disabled', 'rotated'));

-- Ended sessions are kept for people who ask where they were signed in, for 90 days; then a job deletes them.
create policy session_jobs on session for select to jobs using (true);
create policy session_jobs_delete on session for delete to jobs
  using (coalesce(ended_at, expires_at) < now() - interval '90 days');
grant select (expires_at, ended_at), delete on session to jobs;
