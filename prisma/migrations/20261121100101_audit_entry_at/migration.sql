-- no-transaction
create index concurrently "audit_entry_at_chain_seq_idx" on "audit_entry"("at" desc, "chain", "seq" desc);
