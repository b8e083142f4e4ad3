-- The members of a tenant that is erased and of nothing else are erased as persons. Who they are is decided once, before
-- anything goes, so that an erasure that was cut off finds them again; their ids go from here when it is done.
alter table erasure_record add column member_ids uuid[] not null default '{}';
