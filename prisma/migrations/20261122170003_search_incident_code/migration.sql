-- no-transaction
create index concurrently "incident_code_trgm_idx" on "incident" using gin ("code" gin_trgm_ops);
