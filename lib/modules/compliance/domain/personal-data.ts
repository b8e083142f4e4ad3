/**
 * What becomes of a column with texts when a person is erased:
 * `rows` the rows of the person are deleted; `own` it is emptied or set to a word of ours in the rows that belong to the
 * person; `name` it is replaced where it is exactly a name of theirs; `words` names and addresses are taken out of what
 * people or programs wrote; `audit` the keys of the audit payloads are thrown away; else why it stays.
 */
export type PersonalRule = 'rows' | 'own' | 'name' | 'words' | 'audit' | { readonly stays: string }

const CODE: PersonalRule = { stays: 'a word of the program, from a fixed list' }
const IDS: PersonalRule = { stays: 'ids, digests or numbers, which name nobody who is erased' }
const SEALED: PersonalRule = { stays: 'a digest under a key, or bytes sealed with one' }
const THING: PersonalRule = { stays: 'names an organisation, a group or a machine, as its admins call it' }
const SETTING: PersonalRule = { stays: 'settings of an organisation, which would stop working' }
const MEASURED: PersonalRule = {
  stays: 'comes with samples and goes with their retention; rules refer to it',
}

/** Schemas whose tables hold nothing that a person is found in, and why. */
export const STAYING_SCHEMAS: Readonly<Record<string, string>> = {
  bullmq: 'wake-ups: ids only, removed when the work ends, well or badly',
  metrics: 'samples as they were sent: gone with the retention of metrics',
  metrics_log: 'samples as they were sent: gone with the retention of the log',
}

const rules = (rule: PersonalRule, ...columns: readonly string[]): Readonly<Record<string, PersonalRule>> =>
  Object.fromEntries(columns.map((column) => [column, rule]))

/** The rule of each column with texts, by table. A column without one makes a test red. */
export const PERSONAL_DATA: Readonly<Record<string, Readonly<Record<string, PersonalRule>>>> = {
  access_review: {
    ...rules('own', 'member_name', 'decided_by_name'),
    reason: 'words',
    ...rules(CODE, 'role', 'decision'),
  },
  account_notice: rules('rows', 'kind', 'to_email', 'details'),
  alert: { summary: 'words', ...rules(MEASURED, 'fingerprint', 'labels') },
  api_key: {
    name: 'words',
    last_used_ip: 'own',
    permissions: CODE,
    ...rules(SEALED, 'hash', 'hint', 'old_hash', 'old_hint'),
  },
  approval_request: {
    ...rules('own', 'requested_by_name', 'decided_by_name'),
    ...rules('words', 'input', 'target', 'reason', 'decision_reason', 'result', 'error'),
    ...rules(CODE, 'permission', 'action'),
  },
  audit_anchor_delivery: { ...rules('words', 'target', 'answer'), ...rules(CODE, 'kind', 'state') },
  audit_anchor_head: rules(SEALED, 'chain', 'hash', 'signature'),
  audit_chain: rules(SEALED, 'key', 'head_hash', 'head_mac'),
  audit_entry: {
    ...rules('audit', 'payload', 'salt'),
    ...rules(CODE, 'action', 'actor_kind', 'target_kind'),
    ...rules(IDS, 'chain', 'actor_id', 'target_id', 'request_id'),
    ...rules(SEALED, 'commitment', 'prev_hash', 'hash', 'signature'),
  },
  audit_payload: { sealed: 'audit', part: CODE, ...rules(SEALED, 'chain', 'ref') },
  audit_subject: { wrapped: 'audit', ...rules(SEALED, 'chain', 'ref', 'wrap_key_id') },
  audit_witness: { target: 'rows', kind: 'rows', secret: 'rows' },
  canary_check: rules(CODE, 'surface', 'reader', 'detail'),
  channel: rules('rows', 'kind', 'target', 'secret', 'disabled', 'old_secret'),
  data_key: rules(SEALED, 'wrap_key_id', 'wrapped'),
  decision: { ...rules('words', 'reason', 'data'), ...rules(CODE, 'stage', 'verdict') },
  delivery: { ...rules('own', 'target', 'answer'), ...rules(CODE, 'channel', 'purpose') },
  email_change: rules('rows', 'new_email', 'token_hash'),
  email_domain: { domain: THING, token: SEALED },
  erasure_record: {
    ...rules('name', 'asked_by', 'approved_by'),
    ...rules('words', 'without_export', 'failure'),
    ...rules(CODE, 'state', 'step'),
    ...rules(IDS, 'counts'),
    ...rules(SEALED, 'name_salt', 'name_digest', 'export_digest'),
  },
  escalation_policy: { name: 'words', steps: IDS },
  federated_account: { ...rules('own', 'subject', 'email'), issuer: THING },
  guess_count: { key: SEALED },
  identity_provider: {
    name: 'words',
    ...rules(CODE, 'kind', 'state', 'default_role', 'settings_from'),
    ...rules(SETTING, 'settings', 'mapping'),
    client_secret: SEALED,
  },
  incident: {
    title: 'words',
    policy: 'words',
    acknowledged_by_name: 'own',
    ...rules(IDS, 'code', 'dedup_key', 'open_key'),
  },
  invitation: { ...rules('own', 'email', 'name'), role: CODE, token_hash: SEALED, invited_by: IDS },
  kept_secret: rules(SEALED, 'id', 'wrap_key_id', 'wrapped'),
  member: {
    ...rules('own', 'email', 'name', 'password_hash', 'totp_secret', 'totp_pending', 'time_zone'),
    ...rules(CODE, 'language', 'page_zone'),
    disabled_from: IDS,
  },
  notice: { ...rules('words', 'title', 'text'), kind: CODE, ...rules(IDS, 'key', 'path') },
  operator: { name: THING, setup_code_hash: SEALED },
  outbox: { last_error: 'words', kind: CODE, payload: IDS },
  outgoing_allow: { reason: 'words', cidr: THING, created_by: IDS },
  passkey: rules('rows', 'credential_id', 'public_key', 'transports', 'name', 'aaguid'),
  passkey_challenge: { purpose: CODE, ...rules(SEALED, 'hash', 'browser') },
  platform: { name: THING },
  recovery_code: { hash: 'rows' },
  recovery_link: { token_hash: 'rows' },
  role_binding: { role: 'rows' },
  rule: { ...rules('words', 'name', 'summary'), labels: SETTING, expr: SETTING },
  saved_view: rules('rows', 'screen', 'name', 'query'),
  scim_group: { ...rules(THING, 'display_name', 'display_name_key', 'external_id'), role: CODE },
  scim_token: { name: 'words', ...rules(SEALED, 'hash', 'hint', 'previous_hash') },
  scim_user: rules(
    'own',
    'user_name',
    'user_name_key',
    'external_id',
    'email',
    'display_name',
    'given_name',
    'family_name',
    'formatted',
    'email_type',
    'other_emails',
  ),
  scrape_target: rules(THING, 'url', 'job', 'labels'),
  security_event: rules(
    'rows',
    'kind',
    'severity',
    'actor_kind',
    'actor_id',
    'ip',
    'user_agent',
    'request_id',
    'details',
    'addresses',
    'fold',
  ),
  service: { reason: 'words', name: MEASURED },
  session: { ...rules('own', 'ip', 'user_agent'), ...rules(CODE, 'way', 'end_reason'), hash: SEALED },
  session_limit: { kind: CODE },
  sign_in_link: rules('rows', 'purpose', 'token_hash', 'browser'),
  sign_in_policy: rules(CODE, 'factor_from', 'sign_on_from'),
  sign_on_transaction: rules('rows', 'hash', 'browser_hash', 'target'),
  source: {
    name: 'words',
    plan: CODE,
    tenant_label: SETTING,
    last_used_ip: THING,
    ...rules(SEALED, 'hash', 'hint', 'old_hash', 'old_hint'),
  },
  suspension: { ...rules('name', 'suspended_by', 'ended_by'), ...rules('words', 'reason', 'contact') },
  tenant: { name: THING },
  tenant_export: {
    ...rules('name', 'asked_by', 'approved_by'),
    failure: 'words',
    ...rules(CODE, 'state', 'part'),
    digest: IDS,
  },
  tenant_service_state: { ...rules('words', 'impact', 'words'), name: MEASURED },
  timeline_entry: {
    actor_name: 'name',
    ...rules('words', 'text', 'data'),
    ...rules(CODE, 'kind', 'actor_kind'),
  },
  unlock_link: { token_hash: 'rows' },
  used_assertion: { hash: SEALED },
  verified_domain: { domain: THING },
  view_as: { member_name: 'own', reason: 'words', end_reason: CODE },
}

/** Columns with a rule, as table and column. */
export const columnsWith = (
  wanted: PersonalRule,
): readonly { readonly table: string; readonly column: string }[] =>
  Object.entries(PERSONAL_DATA).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, rule]) => (rule === wanted ? [{ table, column }] : [])),
  )
