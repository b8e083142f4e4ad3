-- A witness counts while what was given out lately reached it: one that is set no more got its last heads long ago, however well.
-- `made_before`: anchors of before that moment have had their time to arrive. The function without it stays for processes that still run.
create policy audit_anchor_owner on audit_anchor for select to owner using (true);

create function outside_witnesses(made_before timestamptz) returns table (kind text, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.kind, max(d.delivered_at)
    from public.audit_anchor_delivery d join public.audit_anchor a on a.id = d.anchor_id
   where d.state = 'delivered' and d.is_outside
     and a.at >= coalesce((select max(o.at) from public.audit_anchor o where o.at <= made_before), '-infinity')
     and (d.kind = 'bucket' or exists (select from public.audit_witness w where w.id = d.witness_id))
   group by d.kind order by d.kind
$$;
revoke all on function outside_witnesses(timestamptz) from public;
grant execute on function outside_witnesses(timestamptz) to tenant, staff;
