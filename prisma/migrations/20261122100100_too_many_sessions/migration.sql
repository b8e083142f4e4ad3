-- A member has a bounded number of open sessions: a new one beyond it ends the oldest.
alter table session drop constraint session_end_reason;
alter table session add constraint session_end_reason check (end_reason in
  ('signed_out', 'by_member', 'by_admin', 'password', 'factor', 'disabled', 'rotated', 'too_many'));
