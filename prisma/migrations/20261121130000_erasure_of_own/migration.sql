-- The functions that erase a tenant run as the owner of the tables and ask only whether its erasure is under way. Whether
-- whoever writes that record may speak for the tenant is asked here, with the eyes of the role that writes it: in the scope
-- of one platform there are no tenants of another. The policies of tenant name functions of the schema public, so it is in the path.
create function erasure_record_of_own() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from public.tenant where id = new.subject_id and platform_id = new.platform_id) then
    raise exception 'there is no such tenant in this scope' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger erasure_record_of_own before insert or update of platform_id, subject_id on erasure_record
  for each row execute function erasure_record_of_own();
