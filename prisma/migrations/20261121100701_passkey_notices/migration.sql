-- Members are told of passkeys and of used recovery codes as well.
alter table account_notice drop constraint account_notice_kind;
alter table account_notice add constraint account_notice_kind check (kind in
  ('new_device', 'password', 'factor', 'recovery_codes', 'email_asked', 'email_confirm', 'email_changed',
   'passkey_added', 'passkey_removed', 'recovery_code_used'));
