-- Access review: when a role was last used, when somebody last looked at it, and what they decided.

alter table role_binding add column last_used_at timestamptz(3);
alter table role_binding add column confirmed_at timestamptz(3);
alter table role_binding add column confirmed_by uuid;
alter table role_binding add constraint role_binding_confirmed_by_fkey
  foreign key (confirmed_by) references member (id) on delete restrict on update no action;
-- auth: notes the use where it opens a scope for somebody.
create policy role_binding_used on role_binding for update to auth using (true) with check (true);
grant update (last_used_at) on role_binding to auth;

create table access_review (
  id uuid not null,
  platform_id uuid,
  tenant_id uuid,
  -- The binding may be gone: what it was stands beside it.
  binding_id uuid not null,
  member_id uuid not null,
  member_name text not null,
  role text not null,
  decision text not null,
  reason text,
  -- What was known when it was decided.
  last_used_at timestamptz(3),
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz(3) not null,
  constraint access_review_pkey primary key (id),
  constraint access_review_decision check (decision in ('confirmed', 'removed')),
  -- Nobody reviews themselves, whatever the code says.
  constraint access_review_another check (decided_by <> member_id)
);

create index access_review_tenant_id_decided_at_idx on access_review (tenant_id, decided_at desc);
create index access_review_platform_id_decided_at_idx on access_review (platform_id, decided_at desc);
alter table access_review add constraint access_review_platform_id_tenant_id_fkey
  foreign key (platform_id, tenant_id) references tenant (platform_id, id) on delete restrict on update no action;
alter table access_review add constraint access_review_platform_id_fkey
  foreign key (platform_id) references platform (id) on delete restrict on update no action;
alter table access_review add constraint access_review_member_id_fkey
  foreign key (member_id) references member (id) on delete restrict on update no action;
alter table access_review add constraint access_review_decided_by_fkey
  foreign key (decided_by) references member (id) on delete restrict on update no action;

alter table access_review enable row level security;
alter table access_review force row level security;
create policy access_review_tenant on access_review to tenant
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy access_review_staff on access_review to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
create trigger access_review_live after insert on access_review for each row execute function wake_live();
-- A record: nobody changes it, but for the name of somebody who has to be forgotten.
grant select, insert on access_review to tenant, staff;
grant update (member_name, decided_by_name, reason) on access_review to staff;
grant update (requested_by_name) on approval_request to staff;
