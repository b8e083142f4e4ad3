-- A member has a role in a scope once from each source: by hand, by a provisioned group, by the groups of a provider (ADR
-- 0013, 0020). Two who gave it at the same moment made two rows, of which taking one away left the other. The one that lasts
-- longest stays, with the latest use of them all.
alter table role_binding no force row level security;
with ranked as (
  select id, row_number() over longest as place, count(*) over same as copies, max(last_used_at) over same as used_at
    from role_binding
  window same as (partition by tenant_id, platform_id, member_id, role, scim_group_id, provider_id),
         longest as (same order by expires_at desc nulls first, created_at, id)
), kept as (
  update role_binding b set last_used_at = r.used_at from ranked r where r.id = b.id and r.place = 1 and r.copies > 1
)
delete from role_binding b using ranked r where r.id = b.id and r.place > 1;
alter table role_binding force row level security;

create unique index role_binding_once on role_binding
  (tenant_id, platform_id, member_id, role, scim_group_id, provider_id) nulls not distinct;
