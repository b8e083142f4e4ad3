-- Heads of chains as they were given to witnesses outside, who they are, and what became of each delivery.

create table "audit_witness" (
    "id" uuid not null,
    "kind" text not null,
    "target" text not null,
    "secret" bytea,
    "created_at" timestamptz(3) not null default current_timestamp,
    constraint "audit_witness_pkey" primary key ("id"),
    constraint "audit_witness_kind" check ("kind" in ('file', 'webhook', 'email', 'bucket'))
);
create unique index "audit_witness_kind_target_key" on "audit_witness"("kind", "target");

create table "audit_anchor" (
    "id" uuid not null,
    "at" timestamptz(3) not null,
    "heads" integer not null,
    constraint "audit_anchor_pkey" primary key ("id")
);
create index "audit_anchor_at_idx" on "audit_anchor"("at" desc);

create table "audit_anchor_head" (
    "anchor_id" uuid not null,
    "chain" text not null,
    "platform_id" uuid,
    "tenant_id" uuid,
    "seq" bigint not null,
    "hash" bytea not null,
    "at" timestamptz(3) not null,
    "signature" bytea not null,
    constraint "audit_anchor_head_pkey" primary key ("anchor_id", "chain")
);
create index "audit_anchor_head_chain_seq_idx" on "audit_anchor_head"("chain", "seq");
create index "audit_anchor_head_tenant_id_idx" on "audit_anchor_head"("tenant_id");
alter table "audit_anchor_head" add constraint "audit_anchor_head_anchor_id_fkey"
  foreign key ("anchor_id") references "audit_anchor"("id") on delete restrict on update no action;

create table "audit_anchor_delivery" (
    "anchor_id" uuid not null,
    "witness_id" uuid not null,
    "kind" text not null,
    "target" text not null,
    "state" text not null default 'pending',
    "attempts" integer not null default 0,
    "is_outside" boolean not null default false,
    "answer" text,
    "tried_at" timestamptz(3),
    "delivered_at" timestamptz(3),
    constraint "audit_anchor_delivery_pkey" primary key ("anchor_id", "witness_id"),
    constraint "audit_anchor_delivery_state" check ("state" in ('pending', 'delivered', 'failed'))
);
create index "audit_anchor_delivery_state_idx" on "audit_anchor_delivery"("state");
alter table "audit_anchor_delivery" add constraint "audit_anchor_delivery_anchor_id_fkey"
  foreign key ("anchor_id") references "audit_anchor"("id") on delete restrict on update no action;

do $$
declare t text;
begin
  foreach t in array array['audit_witness', 'audit_anchor', 'audit_anchor_head', 'audit_anchor_delivery'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['audit_witness', 'audit_anchor', 'audit_anchor_delivery'] loop
    execute format($p$create policy %I on %I to staff using ((select app_operator())) with check ((select app_operator()))$p$, t || '_staff', t);
  end loop;
end
$$;
create policy audit_anchor_head_tenant on audit_anchor_head to tenant
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy audit_anchor_head_staff on audit_anchor_head to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));

grant select, insert, delete on audit_witness to staff;
grant select, insert on audit_anchor to staff;
grant select, insert on audit_anchor_head to staff;
grant select on audit_anchor_head to tenant;
grant select, insert on audit_anchor_delivery to staff;
grant update (state, attempts, is_outside, answer, tried_at, delivered_at) on audit_anchor_delivery to staff;

create trigger audit_anchor_append_only before update or delete on audit_anchor for each row execute function audit_refuse();
create trigger audit_anchor_no_truncate before truncate on audit_anchor for each statement execute function audit_refuse();
create trigger audit_anchor_head_append_only before update or delete on audit_anchor_head for each row execute function audit_refuse();
create trigger audit_anchor_head_no_truncate before truncate on audit_anchor_head for each statement execute function audit_refuse();
