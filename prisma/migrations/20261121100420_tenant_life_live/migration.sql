-- Open pages and the engine hear at once that a tenant was suspended or taken in again, and that a view began or ended.
create trigger suspension_live after insert or update on suspension for each row execute function wake_live();
create trigger view_as_live after insert or update on view_as for each row execute function wake_live();
