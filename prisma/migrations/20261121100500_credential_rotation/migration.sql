-- A credential that is rotated works for a while beside its successor, so that no sender has to stop.
alter table "api_key"
  add column "last_used_ip" text,
  add column "rotated_at" timestamptz(3),
  add column "old_hash" bytea,
  add column "old_hint" text,
  add column "old_until" timestamptz(3),
  add column "old_used_at" timestamptz(3),
  add column "told_days" integer;

alter table "source"
  add column "last_used_ip" text,
  add column "rotated_at" timestamptz(3),
  add column "old_hash" bytea,
  add column "old_hint" text,
  add column "old_until" timestamptz(3),
  add column "old_used_at" timestamptz(3);

create unique index "api_key_old_hash_key" on "api_key" ("old_hash");
create unique index "source_old_hash_key" on "source" ("old_hash");

-- Whoever finds a credential notes that it was used, and by which address.
grant update (last_used_at, last_used_ip, old_used_at) on api_key, source to auth;
