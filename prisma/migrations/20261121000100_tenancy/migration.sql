-- The second wall: what each login role may see and do, below the code.
-- A table with tenant_id has row-level security enabled and forced. `(select …)` makes Postgres evaluate the setting
-- once per query; `nullif` because a session that once had a local setting reads '' afterwards, not null.

grant usage on schema public to auth, tenant, staff, engine, jobs;

create function app_tenant() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;
create function app_platform() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.platform_id', true), '')::uuid $$;
create function app_member() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.member_id', true), '')::uuid $$;
create function app_operator() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('app.operator', true), '') = 'on' $$;
grant execute on function app_tenant(), app_platform(), app_member(), app_operator() to auth, tenant, staff, engine, jobs;

-- Rows that belong to the operator, a platform or a tenant.
do $$
declare t text;
begin
  foreach t in array array[
    'service', 'service_dependency', 'tenant_service_state', 'role_binding', 'invitation', 'api_key', 'source',
    'scrape_target', 'data_key', 'audit_chain', 'audit_entry', 'rule', 'alert', 'incident', 'timeline_entry',
    'decision', 'outbox', 'escalation_policy', 'escalation_step', 'delivery'
  ] loop
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

-- What the two roles may do with them. Nobody deletes history; a tenant writes no projection and no alert.
grant select, insert, update on service, role_binding, invitation, api_key, source, scrape_target, rule, incident,
  timeline_entry, decision, outbox, escalation_policy, escalation_step, delivery, audit_chain, data_key to tenant, staff;
grant select, insert on audit_entry to tenant, staff;
grant select on service_dependency, tenant_service_state, alert to tenant;
grant select, insert, update, delete on service_dependency, tenant_service_state, alert to staff;
grant delete on role_binding, scrape_target, rule to tenant, staff;

-- An operator's binding reaches down, so a platform sees who holds one; it cannot write one.
create policy role_binding_from_above on role_binding for select to staff using (platform_id is null);

-- operator, platform, tenant, member, channel and the allow-list have no tenant_id, but rows to hide.
do $$
declare t text;
begin
  foreach t in array array['operator', 'platform', 'tenant', 'member', 'channel', 'recovery_code', 'session', 'outgoing_allow'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end
$$;

create policy operator_read on operator for select to auth, tenant, staff, engine, jobs using (true);
create policy operator_write on operator for all to auth using (true) with check (true);
create policy operator_staff on operator for update to staff using ((select app_operator())) with check ((select app_operator()));
grant select (id, name, created_at) on operator to tenant, staff, engine, jobs;
grant update (name) on operator to staff;
grant select, insert, update on operator to auth;

create policy tenant_tenant on tenant to tenant using (id = (select app_tenant())) with check (id = (select app_tenant()));
create policy tenant_staff on tenant to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()));
create policy tenant_lookup on tenant for select to auth, engine using (true);
grant select on tenant to tenant, auth, engine;
grant select, insert, update on tenant to staff;

create policy platform_tenant on platform for select to tenant using (id in (select platform_id from tenant));
create policy platform_staff on platform to staff
  using ((select app_operator()) or id = (select app_platform())) with check ((select app_operator()));
create policy platform_lookup on platform for select to auth, engine using (true);
grant select on platform to tenant, auth, engine;
grant select, insert, update on platform to staff;

-- Members are people, not rows of a tenant: visible through a binding in scope, or as oneself. The secrets of
-- sign-in are readable by `auth` alone.
create policy member_tenant on member for select to tenant
  using (id = (select app_member()) or exists (select from role_binding b where b.member_id = member.id));
create policy member_staff on member for select to staff
  using ((select app_operator()) or id = (select app_member()) or exists (select from role_binding b where b.member_id = member.id));
create policy member_own on member for update to tenant, staff
  using (id = (select app_member())) with check (id = (select app_member()));
create policy member_auth on member for all to auth using (true) with check (true);
grant select (id, email, name, state, time_zone, created_at, locked_until) on member to tenant, staff;
grant update (name, time_zone) on member to tenant, staff;
grant select, insert, update on member to auth;

create policy channel_tenant on channel to tenant using (member_id = (select app_member())) with check (member_id = (select app_member()));
create policy channel_own on channel to staff using (member_id = (select app_member())) with check (member_id = (select app_member()));
create policy channel_paging on channel to staff
  using (exists (select from member m where m.id = channel.member_id))
  with check (exists (select from member m where m.id = channel.member_id));
grant select, insert, update, delete on channel to tenant, staff;

create policy recovery_code_auth on recovery_code for all to auth using (true) with check (true);
create policy session_auth on session for all to auth using (true) with check (true);
grant select, insert, update, delete on recovery_code to auth;
grant select, insert, update on session to auth;

create policy outgoing_allow_staff on outgoing_allow to staff
  using ((select app_operator()) or platform_id is null or platform_id = (select app_platform()))
  with check ((select app_operator()));
create policy outgoing_allow_engine on outgoing_allow for select to engine using (true);
grant select, insert, update, delete on outgoing_allow to staff;
grant select on outgoing_allow to engine;

-- auth: finds bindings, invitations, keys and sources before a scope is known.
create policy role_binding_auth on role_binding for select to auth using (true);
create policy invitation_auth on invitation for select to auth using (true);
create policy api_key_auth on api_key to auth using (true) with check (true);
create policy source_auth on source to auth using (true) with check (true);
grant select on role_binding, invitation, api_key, source to auth;
grant update (last_used_at) on api_key, source to auth;

-- engine: reads what it scrapes and evaluates, finds services by their job, writes alert transitions and outbox rows.
do $$
declare t text;
begin
  foreach t in array array['rule', 'source', 'scrape_target', 'service', 'alert', 'outbox', 'decision'] loop
    execute format('create policy %I on %I to engine using (true) with check (true)', t || '_engine', t);
  end loop;
end
$$;
grant select on rule, source, scrape_target to engine;
grant select, insert on service to engine;
grant select, insert, update on alert to engine;
grant insert on outbox, decision to engine;

-- jobs: the dispatcher claims ids of due rows; the handlers then run as tenant or staff.
do $$
declare t text;
begin
  foreach t in array array['outbox', 'delivery', 'escalation_step'] loop
    execute format('create policy %I on %I to jobs using (true) with check (true)', t || '_jobs', t);
  end loop;
end
$$;
grant select (id, kind, platform_id, tenant_id, state, available_at, claimed_until, attempts, created_at) on outbox to jobs;
grant update (state, available_at, claimed_until, attempts, last_error, done_at) on outbox to jobs;
grant delete on outbox to jobs;
grant select (id, platform_id, tenant_id, state, available_at, lease_until, attempt, fence) on delivery to jobs;
grant select (id, platform_id, tenant_id, incident_id, step, state, due_at) on escalation_step to jobs;

alter table tenant_service_state add constraint tenant_service_state_since check (since <= updated_at + interval '1 hour');
alter table rule add constraint rule_times check (for_seconds >= 0 and interval_seconds >= 1);
alter table scrape_target add constraint scrape_target_times check (interval_seconds >= 1 and timeout_seconds between 1 and interval_seconds);

-- The audit chain is append-only, for everybody and by every path short of dropping these triggers.
create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are append-only: % refused on %', tg_op, tg_table_name using errcode = '42501';
end
$$;
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function audit_refuse();
create trigger audit_entry_no_truncate before truncate on audit_entry for each statement execute function audit_refuse();
create trigger audit_chain_no_delete before delete on audit_chain for each row execute function audit_refuse();
create trigger audit_chain_no_truncate before truncate on audit_chain for each statement execute function audit_refuse();
create function audit_chain_forward() returns trigger language plpgsql as $$
begin
  if new.key <> old.key or new.seq <> old.seq + 1 then
    raise exception 'an audit chain only moves forward by one' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger audit_chain_forward before update on audit_chain for each row execute function audit_chain_forward();

-- Wake-ups. The record is the row; a lost notification costs at most one sweep.
create function wake_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', new.id::text);
  return null;
end
$$;
create trigger outbox_wake after insert on outbox for each row execute function wake_outbox();

-- What changed where, for open pages: ids only, filtered by scope in the web process before it reaches a browser.
create function wake_live() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', json_build_object('table', tg_table_name, 'id', new.id, 'platform', new.platform_id, 'tenant', new.tenant_id)::text);
  return null;
end
$$;
create function wake_live_incident() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', json_build_object('table', tg_table_name, 'id', new.incident_id, 'platform', new.platform_id, 'tenant', new.tenant_id)::text);
  return null;
end
$$;
do $$
declare t text;
begin
  foreach t in array array['incident', 'alert', 'service', 'source', 'rule', 'escalation_policy'] loop
    execute format('create trigger %I after insert or update on %I for each row execute function wake_live()', t || '_live', t);
  end loop;
  foreach t in array array['timeline_entry', 'delivery', 'escalation_step'] loop
    execute format('create trigger %I after insert or update on %I for each row execute function wake_live_incident()', t || '_live', t);
  end loop;
end
$$;
create function wake_live_projection() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', json_build_object('table', tg_table_name, 'id', new.service_id, 'platform', new.platform_id, 'tenant', new.tenant_id)::text);
  return null;
end
$$;
create trigger tenant_service_state_live after insert or update on tenant_service_state for each row execute function wake_live_projection();

-- Which version of the schema this is, for readiness: the table of the migrations itself stays closed to the roles.
create function app_schema_version() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select max(migration_name) from public._prisma_migrations where finished_at is not null and rolled_back_at is null $$;
grant execute on function app_schema_version() to staff;
