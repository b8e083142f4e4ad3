-- The second form of audit entries: a chain hash that anybody can recompute, a signature per entry, and payloads in a
-- side table, each part sealed under the key of the subject whom it tells about.
-- Entries of the first form stay as they are and stay readable; a process of the version before goes on writing them.

alter table "audit_entry" add column "version" smallint not null default 1;
alter table "audit_entry" add column "signature" bytea;

create table "audit_subject" (
    "chain" text not null,
    "ref" text not null,
    "id" uuid not null,
    "platform_id" uuid,
    "tenant_id" uuid,
    "wrap_key_id" text,
    "wrapped" bytea,
    "created_at" timestamptz(3) not null default current_timestamp,
    "erased_at" timestamptz(3),
    constraint "audit_subject_pkey" primary key ("chain", "ref")
);
create index "audit_subject_tenant_id_idx" on "audit_subject"("tenant_id");
create index "audit_subject_ref_idx" on "audit_subject"("ref");

create table "audit_payload" (
    "chain" text not null,
    "seq" bigint not null,
    "part" text not null,
    "platform_id" uuid,
    "tenant_id" uuid,
    "ref" text not null,
    "sealed" bytea,
    "erased_at" timestamptz(3),
    constraint "audit_payload_pkey" primary key ("chain", "seq", "part")
);
create index "audit_payload_tenant_id_idx" on "audit_payload"("tenant_id");
create index "audit_payload_ref_idx" on "audit_payload"("ref");
alter table "audit_payload" add constraint "audit_payload_chain_seq_fkey"
  foreign key ("chain", "seq") references "audit_entry"("chain", "seq") on delete restrict on update no action;
alter table "audit_payload" add constraint "audit_payload_chain_ref_fkey"
  foreign key ("chain", "ref") references "audit_subject"("chain", "ref") on delete restrict on update no action;
alter table "audit_payload" add constraint "audit_payload_part" check ("part" in ('actor', 'about'));

-- The chain is named after its owner: nobody puts a row into the chain of somebody else.
alter table "audit_subject" add constraint "audit_subject_owner" check ("chain" =
  case when "tenant_id" is not null then 'tenant:' || "tenant_id" when "platform_id" is not null then 'platform:' || "platform_id" else 'operator' end);
alter table "audit_payload" add constraint "audit_payload_owner" check ("chain" =
  case when "tenant_id" is not null then 'tenant:' || "tenant_id" when "platform_id" is not null then 'platform:' || "platform_id" else 'operator' end);

do $$
declare t text;
begin
  foreach t in array array['audit_subject', 'audit_payload'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I to tenant
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))$p$, t || '_tenant', t);
    execute format($p$create policy %I on %I to staff
      using ((select app_operator()) or platform_id = (select app_platform()))
      with check ((select app_operator()) or platform_id = (select app_platform()))$p$, t || '_staff', t);
  end loop;
end
$$;
grant select, insert on audit_subject, audit_payload to tenant, staff;
grant update (wrap_key_id, wrapped, erased_at) on audit_subject to staff;
grant update (sealed, erased_at) on audit_payload to staff;
grant update (payload, salt) on audit_entry to staff;

-- What was recorded is never changed. Erasing is the one exception, and it goes one way: to nothing.
create function audit_entry_erase_only() returns trigger language plpgsql as $$
begin
  if new.payload is not null or new.salt is not null
    or to_jsonb(new) - 'payload' - 'salt' is distinct from to_jsonb(old) - 'payload' - 'salt' then
    raise exception 'audit entries are append-only: an update may only erase a payload' using errcode = '42501';
  end if;
  return new;
end
$$;
drop trigger audit_entry_append_only on audit_entry;
create trigger audit_entry_no_delete before delete on audit_entry for each row execute function audit_refuse();
create trigger audit_entry_append_only before update on audit_entry for each row execute function audit_entry_erase_only();

create function audit_payload_erase_only() returns trigger language plpgsql as $$
begin
  if new.sealed is not null or to_jsonb(new) - 'sealed' - 'erased_at' is distinct from to_jsonb(old) - 'sealed' - 'erased_at' then
    raise exception 'audit payloads are append-only: an update may only erase one' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger audit_payload_append_only before update on audit_payload for each row execute function audit_payload_erase_only();
create trigger audit_payload_no_delete before delete on audit_payload for each row execute function audit_refuse();
create trigger audit_payload_no_truncate before truncate on audit_payload for each statement execute function audit_refuse();

-- The key of a subject is re-wrapped when the secret of the installation changes, or thrown away; never brought back.
create function audit_subject_guard() returns trigger language plpgsql as $$
begin
  if (old.wrapped is null and new.wrapped is not null)
    or to_jsonb(new) - 'wrapped' - 'wrap_key_id' - 'erased_at' is distinct from to_jsonb(old) - 'wrapped' - 'wrap_key_id' - 'erased_at' then
    raise exception 'the key of an erased subject stays erased' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger audit_subject_one_way before update on audit_subject for each row execute function audit_subject_guard();
create trigger audit_subject_no_delete before delete on audit_subject for each row execute function audit_refuse();
create trigger audit_subject_no_truncate before truncate on audit_subject for each statement execute function audit_refuse();
