-- Erasing a person reaches every column that may tell of them: what is theirs alone goes, what others wrote loses the words.

grant delete on account_notice to staff;
grant delete, update (title, text) on notice to staff;
grant update (target, input, reason, decision_reason, result, error) on approval_request to staff;
grant update (target) on audit_anchor_delivery to staff;
grant delete on email_change, unlock_link, sign_in_link, recovery_link to auth;

-- Takes words out of one column of texts, as whoever calls it: rights and policies are those of the caller. The pattern is
-- an advanced regular expression; for a column of type jsonb it is matched against its text.
create function erase_words(relation text, col text, pattern text, instead text) returns bigint
  language plpgsql security invoker as $$
declare
  target regclass := ('public.' || quote_ident(relation))::regclass;
  kind text := (select format_type(a.atttypid, a.atttypmod) from pg_attribute a
                 where a.attrelid = target and a.attname = col and a.attnum > 0 and not a.attisdropped);
  touched bigint;
begin
  if kind = 'text' then
    execute format('update %1$s set %2$I = regexp_replace(%2$I, $1, $2, ''gi'') where %2$I ~* $1', target, col)
      using pattern, instead;
  elsif kind = 'jsonb' then
    execute format('update %1$s set %2$I = regexp_replace(%2$I::text, $1, $2, ''gi'')::jsonb where %2$I::text ~* $1', target, col)
      using pattern, instead;
  else
    raise exception 'column %.% holds no text', relation, col using errcode = '22023';
  end if;
  get diagnostics touched = row_count;
  return touched;
end
$$;
revoke all on function erase_words(text, text, text, text) from public;
grant execute on function erase_words(text, text, text, text) to staff;
