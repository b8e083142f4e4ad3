-- The kinds of notices are a list of the code; here only their shape, whichever migration wrote a list before.
alter table account_notice drop constraint account_notice_kind;
alter table account_notice add constraint account_notice_kind check (kind ~ '^[a-z_]{3,40}$');
