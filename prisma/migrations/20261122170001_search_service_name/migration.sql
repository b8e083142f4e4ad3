-- no-transaction
create index concurrently "service_name_trgm_idx" on "service" using gin ("name" gin_trgm_ops);
