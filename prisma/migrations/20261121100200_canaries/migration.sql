-- Canaries: two tenants of a hidden platform, whose texts nobody else may ever read. A job reads everything and looks for
-- them. They are hidden below the code: a restrictive policy holds beside whatever else a table allows.

create type "canary_verdict" as enum ('own', 'clean', 'refused', 'blind', 'failed', 'leak');
create table "canary_check" (
  "surface" text not null,
  "reader" text not null,
  "verdict" "canary_verdict" not null,
  "detail" text not null,
  "requests" integer not null,
  "checked_at" timestamptz(3) not null,
  "leaked_at" timestamptz(3),
  constraint "canary_check_pkey" primary key ("surface", "reader")
);
alter table canary_check enable row level security;
alter table canary_check force row level security;
create policy canary_check_staff on canary_check to staff
  using ((select app_operator())) with check ((select app_operator()));
grant select, insert, update, delete on canary_check to staff;

create function app_canary_platform() returns uuid language sql immutable parallel safe as
$$ select 'ca9a71e5-0000-7000-8000-000000000000'::uuid $$;
-- The members of the canaries, by the form of their ids.
create function app_is_canary_member(id uuid) returns boolean language sql immutable parallel safe as
$$ select id between 'ca9a71e5-0002-7000-8000-000000000000'::uuid and 'ca9a71e5-0002-7000-8000-00000000000f'::uuid $$;
-- True in the scope of the canaries' own platform, which only the jobs process opens.
create function app_in_canary() returns boolean language sql stable parallel safe as
$$ select coalesce(app_platform() = app_canary_platform(), false) $$;
grant execute on function app_canary_platform(), app_is_canary_member(uuid), app_in_canary() to auth, tenant, staff, engine, jobs;

-- Hides the canaries' rows in every table that says whose its rows are. Called again after every migration, so that a new
-- table is covered by itself.
create function app_cover_canaries() returns void language plpgsql as $$
declare t text;
begin
  for t in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'platform_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity
      and not exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and p.policyname = c.relname || '_canary')
    order by 1
  loop
    execute format($p$create policy %I on %I as restrictive to staff
      using (platform_id is distinct from (select app_canary_platform()) or (select app_in_canary()))$p$, t || '_canary', t);
  end loop;
end
$$;
select app_cover_canaries();

create policy platform_canary on platform as restrictive for select to staff
  using (id <> (select app_canary_platform()) or (select app_in_canary()));
create policy member_canary on member as restrictive for select to staff
  using (not app_is_canary_member(id) or (select app_in_canary()));
create policy channel_canary on channel as restrictive to staff
  using (not app_is_canary_member(member_id) or (select app_in_canary()));

-- auth finds nobody and nothing of them: no scope, no binding, no key leads there.
create policy platform_canary_auth on platform as restrictive for select to auth using (id <> (select app_canary_platform()));
create policy member_canary_auth on member as restrictive for select to auth using (not app_is_canary_member(id));
do $$
declare t text;
begin
  foreach t in array array['tenant', 'role_binding', 'invitation', 'api_key'] loop
    execute format($p$create policy %I on %I as restrictive for select to auth
      using (platform_id is distinct from (select app_canary_platform()))$p$, t || '_canary_auth', t);
  end loop;
end
$$;
