-- Open pages learn what an identity provider changed.
do $$
declare t text;
begin
  foreach t in array array['scim_token', 'scim_group', 'scim_user'] loop
    execute format('create trigger %I after insert or update on %I for each row execute function wake_live()', t || '_live', t);
  end loop;
end
$$;
