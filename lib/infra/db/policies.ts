/*
 * Every policy that the migrations make, as Postgres tells of it: the list that the catalogue is compared with, by a test and
 * by the canaries of a running installation. A migration that makes, changes or drops one changes this list with it.
 *
 * A policy is written `name role command rule`. Its name follows that of its table, or stands whole after `=`; `but` marks one
 * that only takes away (restrictive); the rule is a name of policy-rules.ts, which holds the texts.
 */
const CANARY = 'canary but staff all canary_platform+in_canary'
const STAFF = 'staff staff all operator+platform'
const TENANT = 'tenant tenant all tenant'
const CANARY_AUTH = 'canary_auth but auth select canary_platform'

const BY_TABLE: readonly (readonly [tables: readonly string[], policies: readonly string[]])[] = [
  [
    [
      'access_review',
      'audit_anchor_head',
      'audit_chain',
      'audit_entry',
      'audit_payload',
      'audit_subject',
      'data_key',
      'email_domain',
      'escalation_policy',
      'federated_account',
      'incident',
      'notice',
      'saved_view',
      'scim_group',
      'scim_group_user',
      'scim_user',
      'service_dependency',
      'tenant_service_state',
      'timeline_entry',
    ],
    [CANARY, STAFF, TENANT],
  ],
  [
    [
      'passkey',
      'passkey_challenge',
      'recovery_code',
      'recovery_link',
      'sign_on_transaction',
      'used_assertion',
      'verified_domain',
    ],
    ['auth auth all true'],
  ],
  [
    ['alert', 'decision', 'rule', 'scrape_target', 'service'],
    [CANARY, 'engine engine all true', STAFF, TENANT],
  ],
  [
    ['email_change', 'sign_in_link', 'unlock_link'],
    ['auth auth all true', 'jobs jobs select true', 'jobs_delete jobs delete -:long-ago'],
  ],
  [['guess_count'], ['auth auth all true', 'jobs jobs select true', 'jobs_delete jobs delete -:days-ago']],
  [['session'], ['auth auth all true', 'jobs jobs select true', 'jobs_delete jobs delete -:long-over']],
  [
    ['identity_provider', 'sign_in_policy', 'view_as'],
    ['auth auth select true', CANARY, STAFF, TENANT],
  ],
  [
    ['approval_request', 'tenant_export'],
    [CANARY, 'jobs jobs select true', STAFF, TENANT],
  ],
  [['canary_check'], ['staff staff all operator']],
  [
    ['audit_anchor', 'audit_anchor_delivery', 'audit_witness'],
    ['owner owner select true', 'staff staff all operator'],
  ],
  [
    ['delivery', 'escalation_step'],
    [CANARY, 'jobs jobs all true', STAFF, TENANT],
  ],
  [
    ['scim_token', 'security_event'],
    ['auth auth all true', CANARY, STAFF, TENANT],
  ],
  [['metrics.wal'], ['=engine_only engine all true']],
  [
    ['account_notice'],
    ['jobs jobs select true', 'jobs_delete jobs delete -:long-ago', 'staff staff all operator'],
  ],
  [['api_key'], ['auth auth all true', CANARY, CANARY_AUTH, STAFF, TENANT]],
  [
    ['channel'],
    [
      'canary but staff all in_canary+is_canary_member:of',
      'own staff all member',
      'paging staff all -:member-in-sight',
      'tenant tenant all member',
    ],
  ],
  [['erasure_record'], [CANARY, 'jobs jobs select true', 'owner owner select true', STAFF]],
  [['invitation'], ['auth auth select true', CANARY, CANARY_AUTH, STAFF, TENANT]],
  [['kept_secret'], ['auth auth all true', 'read staff,tenant select true']],
  [
    ['member'],
    [
      'auth auth all true',
      'canary but staff select in_canary+is_canary_member',
      'canary_auth but auth select is_canary_member',
      'own staff,tenant update member:itself',
      'staff staff select member+operator',
      'tenant tenant select member:in-sight',
    ],
  ],
  [
    ['operator'],
    ['read auth,engine,jobs,staff,tenant select true', 'staff staff update operator', 'write auth all true'],
  ],
  [['outbox'], [CANARY, 'engine engine all true', 'jobs jobs all true', STAFF, TENANT]],
  [['outgoing_allow'], [CANARY, 'engine engine select true', 'staff staff all operator+platform:shared']],
  [
    ['platform'],
    [
      'canary but staff select canary_platform+in_canary:itself',
      'canary_auth but auth select canary_platform:itself',
      'lookup auth,engine select true',
      'staff staff all operator+platform:itself',
      'tenant tenant select -:of-a-tenant-in-sight',
    ],
  ],
  [
    ['role_binding'],
    [
      'auth auth select true',
      CANARY,
      CANARY_AUTH,
      'from_above staff select -:operator',
      STAFF,
      TENANT,
      'used auth update true',
    ],
  ],
  [['session_limit'], ['auth auth select true', 'staff staff all operator']],
  [['source'], ['auth auth all true', CANARY, 'engine engine all true', STAFF, TENANT]],
  [['suspension'], [CANARY, 'lookup auth,engine select true', STAFF, TENANT]],
  [
    ['tenant'],
    [CANARY, CANARY_AUTH, 'lookup auth,engine select true', STAFF, 'tenant tenant all tenant:itself'],
  ],
]

/** A policy, by what it says. */
export interface Policy {
  readonly table: string
  readonly name: string
  /** `role command rule`, and before it `but` for a restrictive one. */
  readonly says: string
}

const policyOf = (table: string, line: string): Policy => {
  const [name = '', ...says] = line.split(' ')
  return { table, name: name.startsWith('=') ? name.slice(1) : `${table}_${name}`, says: says.join(' ') }
}

/** Every table with row-level security; those outside of the schema `public` with theirs before a dot. */
export const GUARDED_TABLES: readonly string[] = BY_TABLE.flatMap(([tables]) => tables)

/** Every policy that the migrations make. */
export const POLICIES: readonly Policy[] = BY_TABLE.flatMap(([tables, lines]) =>
  tables.flatMap((table) => lines.map((line) => policyOf(table, line))),
)
