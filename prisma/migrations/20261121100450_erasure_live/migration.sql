-- Open pages hear how far an erasure is, and that a tenant is gone: its own rows go without a word.
create function wake_live_erasure() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', json_build_object('table', tg_table_name, 'id', new.id, 'platform', new.platform_id, 'tenant', null)::text);
  return null;
end
$$;
create trigger erasure_record_live after insert or update on erasure_record for each row execute function wake_live_erasure();
