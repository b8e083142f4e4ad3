-- How somebody came in: what a session may do before and after step-up depends on it. Until now there was one way.
alter table session add column way text not null default 'password'
  constraint session_way check (way in ('password', 'passkey', 'link', 'oidc', 'saml'));
