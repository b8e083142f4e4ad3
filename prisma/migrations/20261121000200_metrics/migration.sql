-- The durable log of the metrics engine. One row per request that was answered 2xx (or partly kept), payload as received.
-- Partitions live in a schema of their own, so that tools which look at `metrics` see tables of migrations only.
create schema if not exists metrics;
create schema if not exists metrics_log;

create table metrics.wal (
  -- Order of commit: one leader writes, over one connection.
  id bigint generated always as identity,
  -- The engine's clock when the request was judged; replay judges it by the same moment.
  received_at timestamptz(3) not null,
  platform_id uuid not null,
  tenant_id uuid,
  source_id uuid,
  -- The label that names the tenant, when the source does not fix one.
  tenant_label text,
  -- The limit of active series that applied; null is unlimited.
  max_series integer,
  -- 1: remote-write 1.0, snappy block.
  format smallint not null,
  payload bytea not null,
  primary key (id, received_at)
) partition by range (received_at);

-- Payloads are compressed already: TOAST must not try again.
alter table metrics.wal alter column payload set storage external;

alter table metrics.wal enable row level security;
alter table metrics.wal force row level security;
create policy engine_only on metrics.wal to engine using (true) with check (true);

-- Who leads, for people and as the fencing number of writes outside the log: one row. The lease itself is the session lock.
create table metrics.leader (
  id smallint primary key default 1 check (id = 1),
  epoch bigint not null default 0,
  holder text not null default '',
  since timestamptz(3) not null default now()
);
insert into metrics.leader default values;

-- A partition per hour. The owner's rights are borrowed for exactly this, so that `engine` owns no table.
-- Attached, not created as a partition: attaching waits neither for readers (pg_dump) nor for writers.
create function metrics.ensure_wal_partition(at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '2s' as $$
declare
  lower_bound timestamptz := date_trunc('hour', at, 'UTC');
  part text := 'wal_' || to_char(lower_bound at time zone 'UTC', 'YYYYMMDDHH24');
begin
  if at < now() - interval '2 days' or at > now() + interval '2 days' then
    raise exception 'a partition of the log lies within two days of now';
  end if;
  if to_regclass('metrics_log.' || part) is not null then
    return;
  end if;
  execute format('create table metrics_log.%I (like metrics.wal including storage)', part);
  execute format('alter table metrics_log.%I enable row level security', part);
  execute format('alter table metrics_log.%I force row level security', part);
  execute format('create policy engine_only on metrics_log.%I to engine using (true) with check (true)', part);
  execute format(
    'alter table metrics.wal attach partition metrics_log.%I for values from (%L) to (%L)',
    part, lower_bound, lower_bound + interval '1 hour');
exception
  when duplicate_table then
    null; -- another engine was quicker
end
$$;

-- Drops the partitions that ended before the given moment and says how many. Dropping needs the parent for an instant:
-- when a backup reads it, the attempt gives up before the engine's inserts would queue behind it, and is repeated later.
create function metrics.drop_wal_partitions(before timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '200ms' as $$
declare
  part text;
  dropped integer := 0;
begin
  for part in
    select c.relname
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'metrics.wal'::regclass
      and to_timestamp(substr(c.relname, 5) || '+00', 'YYYYMMDDHH24TZH') + interval '1 hour' <= before
  loop
    execute format('drop table metrics_log.%I', part);
    dropped := dropped + 1;
  end loop;
  return dropped;
exception
  when lock_not_available then
    return 0;
end
$$;

revoke all on function metrics.ensure_wal_partition(timestamptz) from public;
revoke all on function metrics.drop_wal_partitions(timestamptz) from public;
grant execute on function metrics.ensure_wal_partition(timestamptz) to engine;
grant execute on function metrics.drop_wal_partitions(timestamptz) to engine;
grant usage on schema metrics to engine;
grant select, insert on metrics.wal to engine;
grant select, update on metrics.leader to engine;
