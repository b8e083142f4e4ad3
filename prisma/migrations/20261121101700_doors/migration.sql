-- What is refused again and again is one event that counts, not a row each: `fold` is the same for refusals of one kind,
-- subject and reason within an hour.
alter table security_event
  add column count int not null default 1 constraint security_event_count check (count > 0),
  add column last_at timestamptz(3),
  add column addresses text[] not null default array[]::text[],
  add column fold text;
create unique index security_event_fold_key on security_event (tenant_id, fold) nulls not distinct where fold is not null;
grant update (count, last_at, addresses) on security_event to tenant, staff;

-- Refusals are written as `auth`: whoever is refused has no scope yet, and whoever only looks may write nothing. It reads
-- back no more than what it needs to count on.
create policy security_event_auth on security_event to auth using (true) with check (true);
grant insert, select (id, tenant_id, fold, count, last_at, addresses), update (count, last_at, addresses)
  on security_event to auth;

-- Wrong attempts in a row, of an account, of a device that an account knows, or of a network. The key is an HMAC, so that
-- the table names neither addresses nor people, and accounts that do not exist are counted like those that do.
create table guess_count (
  key          bytea not null,
  failed_count int not null,
  waits_until  timestamptz(3),
  seen_at      timestamptz(3) not null,

  constraint guess_count_pkey primary key (key)
);
create index guess_count_seen_at_idx on guess_count (seen_at);

-- A link by which the owner of an account opens it again. The table holds the hash of its token alone.
create table unlock_link (
  id         uuid not null,
  member_id  uuid not null,
  token_hash bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at    timestamptz(3),

  constraint unlock_link_pkey primary key (id),
  constraint unlock_link_member_id_fkey foreign key (member_id) references member (id)
    on delete restrict on update no action
);
create unique index unlock_link_token_hash_key on unlock_link (token_hash);
create index unlock_link_member_id_created_at_idx on unlock_link (member_id, created_at desc);

do $$
declare t text;
begin
  foreach t in array array['guess_count', 'unlock_link'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to auth using (true) with check (true)', t || '_auth', t);
  end loop;
end
$$;
grant select, insert, update, delete on guess_count to auth;
grant select, insert, update on unlock_link to auth;

-- Both are kept no longer than they mean something.
create policy guess_count_jobs on guess_count for select to jobs using (true);
create policy guess_count_jobs_delete on guess_count for delete to jobs using (seen_at < now() - interval '2 days');
grant select (seen_at), delete on guess_count to jobs;
create policy unlock_link_jobs on unlock_link for select to jobs using (true);
create policy unlock_link_jobs_delete on unlock_link for delete to jobs using (created_at < now() - interval '90 days');
grant select (created_at), delete on unlock_link to jobs;

-- The kinds of notices are a list of the code; here only their shape.
alter table account_notice drop constraint account_notice_kind;
alter table account_notice add constraint account_notice_kind check (kind ~ '^[a-z_]{3,40}$');
