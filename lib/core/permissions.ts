/**
 * Who may do what: the one table that routes, verbs, jobs, navigation and the API description read.
 * Anything that is not in the table is refused.
 */
import { ROLES, type Role } from './roles.ts'

// Pages that only name a role import it from there: they need not carry the table.
export { isRole, ROLES, type Role } from './roles.ts'

/**
 * How far a grant reaches: `yes`; `own` only for what belongs to the member; `step_up` needs a second factor within
 * five minutes; `second` needs another member's consent; `step_up_second` needs both. `null` is refused.
 */
export type Grant = 'yes' | 'own' | 'step_up' | 'second' | 'step_up_second'

const CELL: Record<string, Grant | null> = {
  y: 'yes',
  o: 'own',
  S: 'step_up',
  T: 'second',
  D: 'step_up_second',
  '-': null,
}

/*
 * One line per set of permissions with equal cells. Columns: operator_admin platform_admin operator on_call security
 * finance compliance auditor viewer tenant_admin tenant_viewer. Cells: y yes, o own, S step-up, T second person,
 * D step-up and second person, - refused.
 */
const TABLE = [
  [
    'yyyyyyyyyyy',
    [
      'platform:read',
      'tenant:read',
      'service:read',
      'incident:read',
      'alert:read',
      'schedule:read',
      'report:read',
      'profile:read',
    ],
  ],
  ['yyyyy-yy-y-', ['member:read', 'source:read', 'access:read']],
  ['yyyyyyyyyyy', ['profile:write', 'channel:write', 'session:end-own']],
  ['SSSSSSSSSSS', ['factor:write']],
  ['yyyyyyyyyyy', ['explain:read']],
  ['yyy--yyy-y-', ['explain:recompute']],
  ['S----------', ['platform:create', 'operator:write']],
  ['yy---------', ['platform:update', 'tenant:create', 'tenant:update', 'tenant:suspend']],
  ['DD-------S-', ['tenant:export']],
  ['DD---------', ['tenant:erase']],
  ['yyyy-------', ['tenant:view-as']],
  [
    'yyyyyyyyyyy',
    ['probe:read', 'heartbeat:read', 'rule:read', 'slo:read', 'dashboard:read', 'runbook:read'],
  ],
  [
    'yyy--------',
    [
      'service:write',
      'probe:write',
      'heartbeat:write',
      'rule:write',
      'slo:write',
      'dashboard:write',
      'runbook:write',
    ],
  ],
  ['yyy--y---y-', ['tenant-rule:write', 'tenant-budget:write']],
  ['SS---------', ['prober:write', 'outgoing:write']],
  ['yyy--------', ['maintenance:write', 'slo:correct']],
  ['SS---S-----', ['contract:write']],
  ['yyy--yy--y-', ['report:schedule']],
  ['yyyyyyyyyyy', ['metrics:query']],
  ['yyyyy---yyy', ['logs:query']],
  ['yyyyy------', ['alert:acknowledge', 'incident:acknowledge', 'incident:resolve', 'incident:write']],
  ['yyyyyyy--y-', ['incident:comment', 'view:share']],
  ['yyyyy-y--y-', ['incident:open']],
  ['yyyy-------', ['silence:create']],
  ['TTTT-------', ['silence:create-wide']],
  ['yyyo-------', ['schedule:write', 'escalation:write']],
  ['yy-------y-', ['source:create', 'source:rotate', 'source:revoke']],
  ['yyooooo--o-', ['apikey:create', 'apikey:revoke']],
  ['SS-------S-', ['member:invite', 'member:bind', 'member:remove']],
  ['S--------S-', ['identity:write']],
  ['yy--y-y--y-', ['access:review']],
  ['yy--y-yy-y-', ['access:review-read']],
  ['yyyyyyyyyyy', ['profile:read-own']],
  ['yyy-yyy--y-', ['request:approve']],
  ['yyy-y-yy---', ['canary:read']],
  ['S----------', ['audit-anchor:write']],
  ['yyooyooooyo', ['member:end-sessions']],
  ['yyy--yyy-yy', ['ledger:read', 'invoice:read', 'budget:read']],
  ['S----S-----', ['ledger:import', 'invoice:issue', 'rate:write']],
  ['yyy--y---y-', ['anomaly:feedback']],
  ['yyy--------', ['task:run', 'task:write']],
  ['DD---------', ['task:run-dangerous']],
  ['yyyyy-yyyyy', ['backup:read', 'drill:read', 'certificate:read']],
  ['yyy---y----', ['backup:run', 'drill:run']],
  ['DD---------', ['restore:run']],
  ['yyy-yyyy-y-', ['control:read', 'evidence:read']],
  ['SS----S----', ['control:write', 'exception:grant']],
  ['yy--y-y----', ['breach:open', 'breach:advance']],
  ['yy--y-y--y-', ['subject:request']],
  ['yy--y-yy-y-', ['audit:read', 'audit:export']],
  ['yyyyy-yy-y-', ['security:read']],
  ['yy--y------', ['ban:recommend', 'ban:undo', 'detector:write']],
  ['SSyy-------', ['remediation:run']],
  ['SS---------', ['remediation:approve']],
  ['SSyyy------', ['remediation:kill']],
  ['SS---------', ['pack:apply', 'pack:rollback']],
  ['yyyy-------', ['status:publish']],
] as const satisfies readonly (readonly [string, readonly string[]])[]

/** A permission, written `resource:action`. */
export type Permission = (typeof TABLE)[number][1][number]

const grants = new Map<Permission, ReadonlyMap<Role, Grant>>(
  TABLE.flatMap(([cells, permissions]) => {
    const byRole = new Map<Role, Grant>()
    ROLES.forEach((role, column) => {
      const grant = CELL[cells.charAt(column)]
      if (grant !== null && grant !== undefined) byRole.set(role, grant)
    })
    return permissions.map((permission): [Permission, ReadonlyMap<Role, Grant>] => [permission, byRole])
  }),
)

/** Every permission of the table, in its order. */
export const PERMISSIONS: readonly Permission[] = [...grants.keys()]

/** True for a text that names a permission of the table. */
export const isPermission = (text: string): text is Permission =>
  (PERMISSIONS satisfies readonly string[]).some((known) => known === text)

/** Roles that are granted at tenant scope; all others at operator or platform scope. */
export const TENANT_ROLES: readonly Role[] = ['tenant_admin', 'tenant_viewer']

/** How far `role` grants `permission`, or null when it does not. */
export const grantOf = (role: Role, permission: Permission): Grant | null =>
  grants.get(permission)?.get(role) ?? null

const RANK: Record<Grant, number> = { yes: 4, step_up: 3, second: 2, step_up_second: 1, own: 0 }

/** The union of several roles: the most permissive grant wins. */
export function widestGrant(roles: Iterable<Role>, permission: Permission): Grant | null {
  let widest: Grant | null = null
  for (const role of roles) {
    const grant = grantOf(role, permission)
    if (grant !== null && (widest === null || RANK[grant] > RANK[widest])) widest = grant
  }
  return widest
}

/** True for permissions that only look: `…:read`, `…:query` and the own profile. */
export const isReading = (permission: Permission): boolean => /[:-](read|query|read-own)$/.test(permission)
