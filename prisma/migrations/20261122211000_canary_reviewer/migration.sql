-- The review of the role of a canary named the other canary as the one who decided. Now that the archive of each is read, that
-- would be a crossing: the jobs process makes these two rows again with a reviewer who is neither.
-- No policy lets the owner of the table see a row of it.
alter table access_review no force row level security;
delete from access_review where platform_id = app_canary_platform();
alter table access_review force row level security;
