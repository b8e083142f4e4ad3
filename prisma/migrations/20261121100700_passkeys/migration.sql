-- Passkeys: public keys whose other half never leaves the authenticator. Nothing here is secret, yet nobody but `auth`
-- needs it, and only `auth` may say whose key it is.
create table passkey (
  id            uuid not null,
  member_id     uuid not null,
  credential_id bytea not null,
  public_key    bytea not null,
  counter       bigint not null default 0,
  transports    text[] not null default array[]::text[],
  name          text not null,
  aaguid        text not null,
  backed_up     boolean not null,
  created_at    timestamptz(3) not null,
  last_used_at  timestamptz(3),

  constraint passkey_pkey primary key (id),
  constraint passkey_member_id_fkey foreign key (member_id) references member (id)
    on delete restrict on update no action
);
create unique index passkey_credential_id_key on passkey (credential_id);
create index passkey_member_id_idx on passkey (member_id);

-- What an authenticator is to sign: once, within minutes, for one purpose, in one browser.
create table passkey_challenge (
  hash       bytea not null,
  purpose    text not null
    constraint passkey_challenge_purpose check (purpose in ('register', 'sign-in', 'factor', 'step-up')),
  -- HMAC of what the browser holds: its session, or its cookie while nobody signed in.
  browser    bytea not null,
  expires_at timestamptz(3) not null,

  constraint passkey_challenge_pkey primary key (hash)
);
create index passkey_challenge_expires_at_idx on passkey_challenge (expires_at);

do $$
declare t text;
begin
  foreach t in array array['passkey', 'passkey_challenge'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to auth using (true) with check (true)', t || '_auth', t);
  end loop;
end
$$;
grant select, insert, update, delete on passkey to auth;
grant select, insert, delete on passkey_challenge to auth;
