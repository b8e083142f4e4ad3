-- Somebody of the operator looks as a tenant: for a time, with a reason, in one session. The row belongs to the tenant,
-- which may read it; it is written from above.
create table view_as (
  id uuid primary key,
  platform_id uuid not null,
  tenant_id uuid not null,
  member_id uuid not null,
  -- Kept with the row: the member is invisible in the scope of the tenant.
  member_name text not null,
  -- The session, by its beginning: its id changes with every step-up, its age does not.
  session_started_at timestamptz(3) not null,
  -- The chain in which the beginning was noted beside the tenant's: the operator's, or that of the platform.
  from_operator boolean not null,
  reason text not null,
  started_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  end_reason text,
  constraint view_as_member_id_fkey foreign key (member_id) references member (id) on delete restrict on update no action,
  constraint view_as_platform_id_tenant_id_fkey foreign key (platform_id, tenant_id) references tenant (platform_id, id) on delete restrict on update no action,
  constraint view_as_times check (expires_at > started_at),
  constraint view_as_reason check (length(reason) between 10 and 500)
);
create index view_as_tenant_id_started_at_idx on view_as (tenant_id, started_at desc);
create index view_as_member_id_ended_at_idx on view_as (member_id, ended_at);

alter table view_as enable row level security;
alter table view_as force row level security;
create policy view_as_tenant on view_as to tenant
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy view_as_staff on view_as to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
create policy view_as_auth on view_as for select to auth using (true);
grant select on view_as to tenant, auth, staff;
grant insert, update on view_as to staff;
