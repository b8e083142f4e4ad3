-- Names are searched by their trigrams, so that a slip of the hand finds too (docs/adr/0029-search-by-trigrams.md). The
-- extension belongs to Postgres' own distribution and is trusted: whoever may create in the database may create it.
create extension if not exists pg_trgm;

create index tenant_name_trgm_idx on tenant using gin (name gin_trgm_ops);
create index rule_name_trgm_idx on rule using gin (name gin_trgm_ops);
