-- Until when the provider says that a session lasts (SAML: SessionNotOnOrAfter), until the browser comes for it; null: no word.
alter table sign_on_transaction add column session_ends_at timestamptz(3);
