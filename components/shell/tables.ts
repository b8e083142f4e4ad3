/**
 * Database tables that answers are made of. Queries and mutations name theirs: the live stream and a finished mutation
 * refresh the queries that share one. Only some of the tables are announced by the live stream.
 */
export type TableName =
  | 'alert'
  | 'api_key'
  | 'audit_entry'
  | 'channel'
  | 'delivery'
  | 'escalation_policy'
  | 'escalation_step'
  | 'incident'
  | 'invitation'
  | 'member'
  | 'outgoing_allow'
  | 'platform'
  | 'role_binding'
  | 'rule'
  | 'scim_group'
  | 'scim_token'
  | 'scim_user'
  | 'scrape_target'
  | 'security_event'
  | 'service'
  | 'source'
  | 'tenant'
  | 'tenant_service_state'
  | 'timeline_entry'
