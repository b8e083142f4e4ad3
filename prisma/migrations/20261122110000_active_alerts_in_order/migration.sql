-- The alerts that are not over, in the order in which they are listed. A policy lets no comparison of an enum look at rows
-- before it has (`enum_eq` is not leakproof), so that an index on the state is of no use below one; `is null` may.
create index alert_active_of_tenant_idx on alert (tenant_id, updated_at desc, id desc) where resolved_at is null;
create index alert_active_of_platform_idx on alert (platform_id, updated_at desc, id desc) where resolved_at is null;
