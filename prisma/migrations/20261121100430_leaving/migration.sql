-- The whole data of a tenant as files: one row per archive, from the request to the day on which the file is removed.
create table tenant_export (
  id uuid primary key,
  platform_id uuid not null,
  tenant_id uuid not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'removed')),
  asked_by text not null,
  approved_by text,
  asked_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  expires_at timestamptz(3),
  downloaded_at timestamptz(3),
  -- What is being written, and how far it is.
  part text not null default '',
  parts_done integer not null default 0,
  parts_all integer not null default 0,
  rows_done bigint not null default 0,
  bytes bigint,
  digest text,
  failure text,
  attempts integer not null default 0,
  lease_until timestamptz(3),
  constraint tenant_export_platform_id_tenant_id_fkey foreign key (platform_id, tenant_id) references tenant (platform_id, id) on delete restrict on update no action
);
create index tenant_export_tenant_id_asked_at_idx on tenant_export (tenant_id, asked_at desc);
create index tenant_export_state_idx on tenant_export (state);

alter table tenant_export enable row level security;
alter table tenant_export force row level security;
create policy tenant_export_tenant on tenant_export to tenant
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy tenant_export_staff on tenant_export to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
create policy tenant_export_jobs on tenant_export for select to jobs using (true);
grant select, insert, update on tenant_export to tenant, staff;
grant select (id, platform_id, tenant_id, state, lease_until, expires_at) on tenant_export to jobs;
create trigger tenant_export_live after insert or update on tenant_export for each row execute function wake_live();

-- What is left of a tenant that was erased: no name, only a salted digest of it, and what was counted.
create table erasure_record (
  id uuid primary key,
  platform_id uuid not null,
  -- The id of the tenant. Not called tenant_id: nothing of the tenant is left, and this row is not one of its rows.
  subject_id uuid not null,
  name_salt bytea not null,
  name_digest bytea not null,
  state text not null check (state in ('running', 'done')),
  step text not null default '',
  steps_done integer not null default 0,
  steps_all integer not null default 0,
  counts jsonb not null default '{}',
  export_digest text,
  without_export text,
  asked_by text not null,
  approved_by text,
  asked_at timestamptz(3) not null,
  finished_at timestamptz(3),
  failure text,
  lease_until timestamptz(3),
  constraint erasure_record_platform_id_fkey foreign key (platform_id) references platform (id) on delete restrict on update no action
);
create unique index erasure_record_subject_id_key on erasure_record (subject_id);
alter table erasure_record enable row level security;
alter table erasure_record force row level security;
create policy erasure_record_staff on erasure_record to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
create policy erasure_record_jobs on erasure_record for select to jobs using (true);
create policy erasure_record_owner on erasure_record for select to owner using (true);
grant select, insert, update on erasure_record to staff;
grant select (id, platform_id, subject_id, state, lease_until) on erasure_record to jobs;

-- Nobody deletes history, and so no role may; an erasure that two people decided on borrows the owner's rights for exactly
-- this. Row security is lifted for the owner alone, inside the transaction, under a lock: nobody ever sees it lifted.
create function erasure_is_under_way(subject uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select from public.erasure_record where subject_id = subject and state = 'running') $$;

create function erase_tenant_rows(subject uuid, relation text, most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
  -- By name: the role that asks may not even look into the schema of the metrics.
  target regclass := relation::regclass;
  gone bigint;
begin
  if not public.erasure_is_under_way(subject) then
    raise exception 'no erasure of this tenant is under way' using errcode = '42501';
  end if;
  -- The audit chain stays, without its words.
  if exists (select from pg_class where oid = target and relname like 'audit\_%') or not exists (
    select from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.attrelid = target and a.attname = 'tenant_id' and not a.attisdropped
       and c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'metrics')) then
    raise exception 'these rows are not erased this way' using errcode = '42501';
  end if;
  execute format('alter table %s no force row level security', target);
  execute format(
    'delete from %1$s where (tableoid, ctid) in (select tableoid, ctid from %1$s where tenant_id = $1 limit $2)', target)
    using subject, most;
  get diagnostics gone = row_count;
  execute format('alter table %s force row level security', target);
  return gone;
end
$$;

create function erase_tenant_itself(subject uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
  gone bigint;
begin
  if not public.erasure_is_under_way(subject) then
    raise exception 'no erasure of this tenant is under way' using errcode = '42501';
  end if;
  alter table public.tenant no force row level security;
  delete from public.tenant where id = subject;
  get diagnostics gone = row_count;
  alter table public.tenant force row level security;
  return gone;
end
$$;

-- Makes a member unidentifiable who has no binding but those of the tenant: the row stays for what refers to it, and
-- everything that hangs on it alone (factors, sessions, channels) goes. Returns how many rows went.
create function erase_tenant_member(subject uuid, who uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
  target regclass;
  gone bigint;
  total bigint := 0;
  elsewhere boolean;
begin
  if not public.erasure_is_under_way(subject) then
    raise exception 'no erasure of this tenant is under way' using errcode = '42501';
  end if;
  alter table public.role_binding no force row level security;
  select exists (select from public.role_binding where member_id = who and tenant_id is distinct from subject) into elsewhere;
  alter table public.role_binding force row level security;
  if elsewhere then
    return 0;
  end if;
  for target in
    select distinct f.conrelid::regclass
      from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
     where f.contype = 'f' and f.confrelid = 'public.member'::regclass and a.attname = 'member_id'
       and not exists (select from pg_attribute t where t.attrelid = f.conrelid and t.attname = 'tenant_id' and not t.attisdropped)
  loop
    execute format('alter table %s no force row level security', target);
    execute format('delete from %s where member_id = $1', target) using who;
    get diagnostics gone = row_count;
    execute format('alter table %s force row level security', target);
    total := total + gone;
  end loop;
  alter table public.delivery no force row level security;
  update public.delivery set target = 'erased ' || id where member_id = who;
  alter table public.delivery force row level security;
  alter table public.member no force row level security;
  update public.member
     set email = 'erased-' || id || '@erased.invalid', name = 'Erased member', state = 'disabled', password_hash = null,
         totp_secret = null, totp_pending = null, time_zone = 'UTC'
   where id = who;
  alter table public.member force row level security;
  return total;
end
$$;

-- Rows that are left with the id of a tenant, by table: what an erasure is measured by.
create function count_tenant_rows(subject uuid) returns table (relation text, n bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
  target regclass;
begin
  if not public.erasure_is_under_way(subject) then
    raise exception 'no erasure of this tenant is under way' using errcode = '42501';
  end if;
  for target in
    select c.oid::regclass from pg_class c join pg_namespace s on s.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and s.nspname in ('public', 'metrics')
  loop
    execute format('alter table %s no force row level security', target);
    relation := target::text;
    execute format('select count(*) from %s where tenant_id = $1', target) into n using subject;
    execute format('alter table %s force row level security', target);
    return next;
  end loop;
end
$$;

revoke all on function erasure_is_under_way(uuid), erase_tenant_rows(uuid, text, integer), erase_tenant_itself(uuid),
  erase_tenant_member(uuid, uuid), count_tenant_rows(uuid) from public;
grant execute on function erasure_is_under_way(uuid), erase_tenant_rows(uuid, text, integer), erase_tenant_itself(uuid),
  erase_tenant_member(uuid, uuid), count_tenant_rows(uuid) to staff;

-- Work that waits wakes the dispatcher, as rows of the outbox do.
create trigger tenant_export_wake after insert on tenant_export for each row execute function wake_outbox();
create trigger erasure_record_wake after insert on erasure_record for each row execute function wake_outbox();
