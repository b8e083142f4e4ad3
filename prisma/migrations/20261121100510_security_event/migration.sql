create table "security_event" (
  "id" uuid not null,
  "platform_id" uuid,
  "tenant_id" uuid,
  "kind" text not null,
  "severity" text not null,
  "at" timestamptz(3) not null,
  "member_id" uuid,
  "actor_kind" text not null,
  "actor_id" text not null,
  "ip" text,
  "user_agent" text,
  "request_id" text not null,
  "details" jsonb not null,
  constraint "security_event_pkey" primary key ("id")
);
create index "security_event_tenant_id_id_idx" on "security_event" ("tenant_id", "id" desc);
create index "security_event_platform_id_id_idx" on "security_event" ("platform_id", "id" desc);
create index "security_event_at_idx" on "security_event" ("at");
alter table "security_event" add constraint "security_event_platform_id_tenant_id_fkey"
  foreign key ("platform_id", "tenant_id") references "tenant" ("platform_id", "id") on delete restrict on update no action;
alter table "security_event" add constraint "security_event_platform_id_fkey"
  foreign key ("platform_id") references "platform" ("id") on delete restrict on update no action;

alter table security_event enable row level security;
alter table security_event force row level security;
create policy security_event_tenant on security_event to tenant
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy security_event_staff on security_event to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
grant select, insert on security_event to tenant, staff;
-- Retention: a job of the operator removes what is older than its limit.
grant delete on security_event to staff;
