-- Saved views: what somebody made of a list, under a name, for themselves or for everybody in the scope.

create table saved_view (
  id uuid not null,
  platform_id uuid,
  tenant_id uuid,
  -- Whoever made it. A shared one stays theirs to change.
  member_id uuid not null,
  screen text not null,
  name text not null,
  -- The parameters of the address that make the list what it is.
  query text not null,
  is_shared boolean not null,
  is_default boolean not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint saved_view_pkey primary key (id),
  constraint saved_view_lengths check (length(screen) <= 40 and length(name) <= 80 and length(query) <= 2000)
);

-- One name for each list and member.
create unique index saved_view_tenant_id_platform_id_screen_member_id_name_key
  on saved_view (tenant_id, platform_id, screen, member_id, name) nulls not distinct;
create index saved_view_platform_id_idx on saved_view (platform_id);
create index saved_view_member_id_idx on saved_view (member_id);
alter table saved_view add constraint saved_view_platform_id_tenant_id_fkey
  foreign key (platform_id, tenant_id) references tenant (platform_id, id) on delete restrict on update no action;
alter table saved_view add constraint saved_view_platform_id_fkey
  foreign key (platform_id) references platform (id) on delete restrict on update no action;
alter table saved_view add constraint saved_view_member_id_fkey
  foreign key (member_id) references member (id) on delete restrict on update no action;

alter table saved_view enable row level security;
alter table saved_view force row level security;
create policy saved_view_tenant on saved_view to tenant
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy saved_view_staff on saved_view to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
grant select, insert, update, delete on saved_view to tenant, staff;
