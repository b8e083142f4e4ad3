-- Four eyes: what somebody asked a second person for, and notices to members that are about no incident.

create type approval_state as enum ('waiting', 'approved', 'refused', 'withdrawn', 'expired', 'done', 'failed');

create table approval_request (
  id uuid not null,
  platform_id uuid,
  tenant_id uuid,
  permission text not null,
  action text not null,
  -- Canonical JSON of the parsed input; never a secret.
  input text not null,
  -- What it would be done to, in words, as it was when it was asked for.
  target text not null,
  reason text not null,
  state approval_state not null default 'waiting',
  requested_by uuid not null,
  requested_by_name text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  -- Where there is no second person: from when on it is carried out without one.
  not_before timestamptz(3),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decision_reason text,
  -- Who carries it out has until then; a run that died lets the next one begin.
  claimed_until timestamptz(3),
  done_at timestamptz(3),
  result text,
  error text,
  constraint approval_request_pkey primary key (id)
);

create index approval_request_state_expires_at_idx on approval_request (state, expires_at);
create index approval_request_tenant_id_created_at_idx on approval_request (tenant_id, created_at desc);
create index approval_request_platform_id_created_at_idx on approval_request (platform_id, created_at desc);
alter table approval_request add constraint approval_request_platform_id_tenant_id_fkey
  foreign key (platform_id, tenant_id) references tenant (platform_id, id) on delete restrict on update no action;
alter table approval_request add constraint approval_request_platform_id_fkey
  foreign key (platform_id) references platform (id) on delete restrict on update no action;
alter table approval_request add constraint approval_request_requested_by_fkey
  foreign key (requested_by) references member (id) on delete restrict on update no action;
alter table approval_request add constraint approval_request_decided_by_fkey
  foreign key (decided_by) references member (id) on delete restrict on update no action;
-- Nobody approves their own, whatever the code says. To withdraw is not to decide: decided_by stays empty.
alter table approval_request add constraint approval_request_four_eyes check (decided_by is null or decided_by <> requested_by);
alter table approval_request add constraint approval_request_reason check (length(reason) >= 10);

create table notice (
  id uuid not null,
  platform_id uuid,
  tenant_id uuid,
  member_id uuid not null,
  -- What it is about, `noun.event`.
  kind text not null,
  -- One notice per member, kind and key: asking again sends nothing twice.
  key text not null,
  title text not null,
  text text not null,
  -- Where to look, a path of ours.
  path text not null,
  created_at timestamptz(3) not null,
  mailed_at timestamptz(3),
  read_at timestamptz(3),
  constraint notice_pkey primary key (id)
);

create unique index notice_member_id_kind_key_key on notice (member_id, kind, key);
create index notice_member_id_created_at_idx on notice (member_id, created_at desc);
create index notice_tenant_id_idx on notice (tenant_id);
alter table notice add constraint notice_platform_id_tenant_id_fkey
  foreign key (platform_id, tenant_id) references tenant (platform_id, id) on delete restrict on update no action;
alter table notice add constraint notice_platform_id_fkey
  foreign key (platform_id) references platform (id) on delete restrict on update no action;
alter table notice add constraint notice_member_id_fkey
  foreign key (member_id) references member (id) on delete restrict on update no action;

do $$
declare t text;
begin
  foreach t in array array['approval_request', 'notice'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I to tenant
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))$p$, t || '_tenant', t);
    execute format($p$create policy %I on %I to staff
      using ((select app_operator()) or platform_id = (select app_platform()))
      with check ((select app_operator()) or platform_id = (select app_platform()))$p$, t || '_staff', t);
    execute format('create trigger %I after insert or update on %I for each row execute function wake_live()', t || '_live', t);
  end loop;
end
$$;
-- What was asked for does not change, only what became of it.
grant select, insert, update (state, decided_by, decided_by_name, decided_at, decision_reason, claimed_until, done_at, result, error)
  on approval_request to tenant, staff;
grant select, insert, update (mailed_at, read_at) on notice to tenant, staff;

-- jobs: finds what falls due.
create policy approval_request_jobs on approval_request for select to jobs using (true);
grant select (id, platform_id, tenant_id, state, expires_at, not_before) on approval_request to jobs;
