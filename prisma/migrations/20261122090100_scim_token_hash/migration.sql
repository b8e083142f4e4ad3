-- A provisioning token that is used after the secret was replaced is stored under the present one, as keys and sources are.
grant update (hash) on scim_token to auth;
