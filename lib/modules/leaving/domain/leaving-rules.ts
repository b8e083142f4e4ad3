/**
 * What happens to each table with a tenant when the tenant leaves. A new table needs a line here, or a test fails: either
 * its rows are exported (but for the columns that are secret), or it says why they are not. All of them are erased.
 */
export interface LeavingRule {
  /** Why the rows are no part of the export; null when they are. */
  readonly leftOut: string | null
  /** Columns that nobody outside may hold, with the reason: they are named in the manifest. */
  readonly secret: Readonly<Record<string, string>>
}

const whole: LeavingRule = { leftOut: null, secret: {} }
const but = (secret: Readonly<Record<string, string>>): LeavingRule => ({ leftOut: null, secret })
const leftOut = (why: string): LeavingRule => ({ leftOut: why, secret: {} })

const CREDENTIAL = 'the digest of a credential that lets in'

/** The rule of each table of the schema `public`, by its name. */
export const LEAVING_RULES: Readonly<Record<string, LeavingRule>> = {
  access_review: whole,
  alert: whole,
  api_key: but({ hash: CREDENTIAL, old_hash: CREDENTIAL }),
  approval_request: whole,
  audit_anchor_head: whole,
  audit_chain: but({ head_mac: 'sealed with the key of the installation' }),
  audit_entry: whole,
  audit_payload: leftOut('sealed words of the audit chain; the files in audit/ have them opened'),
  audit_subject: leftOut('keys that seal the words of the audit chain'),
  data_key: leftOut('keys that seal secrets; they are of no use outside of the installation'),
  decision: whole,
  delivery: whole,
  email_domain: whole,
  escalation_policy: whole,
  escalation_step: whole,
  federated_account: whole,
  identity_provider: but({ client_secret: 'sealed with a key of the installation' }),
  incident: whole,
  invitation: but({ token_hash: CREDENTIAL }),
  notice: leftOut('messages to single members, who have them'),
  outbox: leftOut('work in progress of the installation itself: ids, and no content'),
  role_binding: whole,
  rule: whole,
  scrape_target: whole,
  saved_view: whole,
  scim_group: whole,
  scim_group_user: whole,
  scim_token: but({ hash: CREDENTIAL, previous_hash: CREDENTIAL }),
  scim_user: whole,
  security_event: whole,
  service: whole,
  service_dependency: whole,
  sign_in_policy: whole,
  source: but({ hash: CREDENTIAL, old_hash: CREDENTIAL }),
  suspension: whole,
  tenant_export: whole,
  tenant_service_state: whole,
  timeline_entry: whole,
  view_as: whole,
}

/** Tables without a tenant of their own whose rows are seen through it. */
export const SEEN_THROUGH: Readonly<Record<string, LeavingRule>> = {
  tenant: whole,
  platform: whole,
  member: whole,
}

/** The rule of a table; undefined for one that nobody decided about. */
export const ruleOf = (table: string): LeavingRule | undefined => LEAVING_RULES[table] ?? SEEN_THROUGH[table]
