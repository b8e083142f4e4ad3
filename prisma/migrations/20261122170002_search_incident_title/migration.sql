-- no-transaction
create index concurrently "incident_title_trgm_idx" on "incident" using gin ("title" gin_trgm_ops);
