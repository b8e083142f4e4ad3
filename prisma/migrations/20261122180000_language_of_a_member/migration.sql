-- What a member chose for the pages. Null: they chose no language, and the browser says which.
-- Adding a check on a column that is new and empty needs no look at the rows.
alter table member
  add column language text check (language in ('en', 'ms')),
  add column page_zone text not null default 'browser' check (page_zone in ('browser', 'profile'));
grant select (language, page_zone) on member to tenant, staff;
grant update (language, page_zone) on member to tenant, staff;
