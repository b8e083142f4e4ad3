-- A jobs process of the version before goes on for a while after the reviews of the canaries were taken away, and makes them
-- again: each decided by the other canary, and a row that is there is not made anew. Its check fails from now on instead.
-- No policy lets the owner of the table see a row of it. The lock of this line holds such a process off until all is done.
alter table access_review no force row level security;
delete from access_review
 where platform_id = app_canary_platform() and decided_by <> 'ca9a71e5-0002-7000-8000-00000000000c';
alter table access_review force row level security;
alter table access_review add constraint access_review_of_canary check
  (platform_id is distinct from app_canary_platform() or decided_by = 'ca9a71e5-0002-7000-8000-00000000000c');
