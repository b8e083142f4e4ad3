-- A tenant that is suspended: since when, why, by whom, and whom its members may ask. One row per suspension: the engine
-- judges a request of its log by what held when it was received.
create table suspension (
  id uuid primary key,
  platform_id uuid not null,
  tenant_id uuid not null,
  reason text not null,
  contact text not null,
  suspended_by text not null,
  since timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_by text,
  constraint suspension_platform_id_tenant_id_fkey foreign key (platform_id, tenant_id) references tenant (platform_id, id) on delete restrict on update no action,
  constraint suspension_times check (ended_at is null or ended_at >= since)
);
create index suspension_tenant_id_since_idx on suspension (tenant_id, since desc);

-- Tenants that were suspended before reasons were asked for.
alter table tenant no force row level security;
insert into suspension (id, platform_id, tenant_id, reason, contact, suspended_by, since)
  select gen_random_uuid(), platform_id, id, 'Suspended before reasons were recorded.', 'the operator', 'unknown', now() from tenant where state = 'suspended';
alter table tenant force row level security;

alter table suspension enable row level security;
alter table suspension force row level security;
create policy suspension_tenant on suspension to tenant
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy suspension_staff on suspension to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
create policy suspension_lookup on suspension for select to auth, engine using (true);
grant select on suspension to tenant, auth, engine, staff;
grant insert, update on suspension to staff;
