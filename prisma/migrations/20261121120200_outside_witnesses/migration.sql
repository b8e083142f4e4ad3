-- Whether somebody outside keeps the heads of the chains is told to everybody who reads a chain: the kind, and when the last
-- heads arrived. Who and where they are stays with the operator.
create policy audit_witness_owner on audit_witness for select to owner using (true);
create policy audit_anchor_delivery_owner on audit_anchor_delivery for select to owner using (true);

create function outside_witnesses() returns table (kind text, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select last.kind, max(last.delivered_at)
    from (
      select distinct on (d.witness_id) d.witness_id, d.kind, d.state, d.is_outside, d.delivered_at
        from public.audit_anchor_delivery d where d.attempts > 0 order by d.witness_id, d.tried_at desc
    ) last
   where last.state = 'delivered' and last.is_outside
     and (last.kind = 'bucket' or exists (select from public.audit_witness w where w.id = last.witness_id))
   group by last.kind order by last.kind
$$;
revoke all on function outside_witnesses() from public;
grant execute on function outside_witnesses() to tenant, staff;
