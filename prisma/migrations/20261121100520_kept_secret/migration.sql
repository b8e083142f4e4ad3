create table "kept_secret" (
  "id" text not null,
  "wrap_key_id" text not null,
  "wrapped" bytea not null,
  "created_at" timestamptz(3) not null default current_timestamp,
  constraint "kept_secret_pkey" primary key ("id")
);
alter table kept_secret enable row level security;
alter table kept_secret force row level security;
create policy kept_secret_auth on kept_secret for all to auth using (true) with check (true);
-- Whoever checks an audit chain needs the keys of before. Wrapped, it opens nothing without the secret outside the database.
create policy kept_secret_read on kept_secret for select to tenant, staff using (true);
grant select on kept_secret to tenant, staff;
grant select, insert, update, delete on kept_secret to auth;

-- A credential that is found under the pepper of a secret that was replaced is hashed anew.
grant update (hash) on api_key, source to auth;
