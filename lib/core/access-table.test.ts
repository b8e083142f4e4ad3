// Every cell of the access table as it was decided, compared with the table that the product reads. The decided table is a
// file of its own, so that neither can change without the other.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { grantOf, PERMISSIONS, ROLES, type Grant, type Permission } from './permissions.ts'

const FILE = resolve(import.meta.dirname, '../../testing/corpora/access/table.md')
const COLUMNS = ['OA', 'PA', 'OP', 'OC', 'SE', 'FI', 'CO', 'AU', 'VI', 'TA', 'TV']

/** What a cell says about one permission of its row. */
type Reading = (cell: string) => Grant | null

const PLAIN: Readonly<Record<string, Grant | null>> = {
  '✓': 'yes',
  o: 'own',
  S: 'step_up',
  S2: 'step_up_second',
  '–': null,
}
const plain: Reading = (cell) => {
  const grant = PLAIN[cell]
  if (grant === undefined) assert.fail(`the cell "${cell}" says something that nobody reads`)
  return grant
}
/** Reads one cell with a remark in its own way, and all others as they are. */
const but =
  (remark: string, grant: Grant | null): Reading =>
  (cell) =>
    cell === remark ? grant : plain(cell)
/** Where the row says `2` for a part of it: everybody who may, may with a second person. */
const withSecond: Reading = (cell) => (plain(cell) === 'yes' ? 'second' : plain(cell))
const factor: Reading = (cell) => (plain(cell) === 'yes' ? 'step_up' : plain(cell))

type Row = Readonly<Partial<Record<Permission, Reading>>>
const all = (permissions: readonly Permission[], reading: Reading = plain): Row =>
  Object.fromEntries(permissions.map((permission) => [permission, reading]))
const things = ['service', 'probe', 'heartbeat', 'rule', 'slo', 'dashboard', 'runbook'] as const

/** The permissions of each row, by its label, and how a remark in its cells is read for each. */
const ROWS: Readonly<Record<string, Row>> = {
  'platform, tenant, service, incident, alert, schedule, report, own profile: read': all([
    'platform:read',
    'tenant:read',
    'service:read',
    'incident:read',
    'alert:read',
    'schedule:read',
    'report:read',
    'profile:read',
    'profile:read-own',
  ]),
  'member, source, access table: read': all(['member:read', 'source:read', 'access:read']),
  'own profile, channels, factors, sessions: write (factors S)': {
    ...all(['profile:write', 'channel:write', 'session:end-own']),
    'factor:write': factor,
  },
  'explain:read': all(['explain:read']),
  'explain:recompute': all(['explain:recompute']),
  'platform:create, operator settings': all(['platform:create', 'operator:write']),
  'platform:update, tenant:create/update/suspend': all([
    'platform:update',
    'tenant:create',
    'tenant:update',
    'tenant:suspend',
  ]),
  'tenant:export, tenant:erase': {
    'tenant:export': but('S (export)', 'step_up'),
    'tenant:erase': but('S (export)', null),
  },
  'tenant:view-as (read only, bannered, audited, visible to the tenant)': all(['tenant:view-as']),
  'service, probe, heartbeat, rule, SLO, dashboard, runbook: read': all(
    things.map((thing) => `${thing}:read` as const),
  ),
  'service, probe, heartbeat, rule, SLO, dashboard, runbook: write': all(
    things.map((thing) => `${thing}:write` as const),
  ),
  'own alert rules and budgets within the tenant: write': all(['tenant-rule:write', 'tenant-budget:write']),
  'prober:write, outgoing allow-list: write': all(['prober:write', 'outgoing:write']),
  'maintenance:write, slo:correct': all(['maintenance:write', 'slo:correct']),
  'contract:write': all(['contract:write']),
  'report:schedule': all(['report:schedule']),
  'metrics:query': all(['metrics:query']),
  'logs:query': all(['logs:query']),
  'alert:acknowledge, incident:acknowledge/resolve/write': all([
    'alert:acknowledge',
    'incident:acknowledge',
    'incident:resolve',
    'incident:write',
  ]),
  'incident:comment, view:share': all(['incident:comment', 'view:share']),
  'incident:open': all(['incident:open'], but('✓ (as a report)', 'yes')),
  'silence:create (2 above the blast radius)': {
    'silence:create': plain,
    'silence:create-wide': withSecond,
  },
  'schedule:write, escalation:write': all(
    ['schedule:write', 'escalation:write'],
    but('o (overrides, swaps)', 'own'),
  ),
  'source:create/rotate/revoke': all(['source:create', 'source:rotate', 'source:revoke']),
  'apikey:create (subset of own)/revoke': all(['apikey:create', 'apikey:revoke']),
  'member:invite/bind/remove within the scope': all(['member:invite', 'member:bind', 'member:remove']),
  'identity provider, sign-in policy, SCIM token: write': all(['identity:write']),
  'access:review': {
    'access:review': but('✓ (read)', null),
    'access:review-read': but('✓ (read)', 'yes'),
  },
  'request:approve (four eyes; needs the permission asked for)': all(['request:approve']),
  'canary:read': all(['canary:read']),
  'audit anchors: write': all(['audit-anchor:write']),
  'member:sessions end': all(['member:end-sessions']),
  'ledger, invoice, budget: read': all(['ledger:read', 'invoice:read', 'budget:read']),
  'ledger:import, invoice:issue, rate table, exchange rate: write': all([
    'ledger:import',
    'invoice:issue',
    'rate:write',
  ]),
  'anomaly:feedback': all(['anomaly:feedback']),
  'task:run, task:write': all(['task:run', 'task:write']),
  'task:run dangerous tier': all(['task:run-dangerous']),
  'backup:read, drill:read, certificate:read': all(['backup:read', 'drill:read', 'certificate:read']),
  'backup:run, drill:run': all(['backup:run', 'drill:run']),
  'restore:run (to a new name; swap needs the guard word)': all(['restore:run']),
  'control:read, evidence:read': all(['control:read', 'evidence:read'], but('✓ (own slice)', 'yes')),
  'control:write, exception:grant': all(['control:write', 'exception:grant']),
  'breach:open/advance, subject request': {
    ...all(['breach:open', 'breach:advance'], but('✓ (request)', null)),
    'subject:request': but('✓ (request)', 'yes'),
  },
  'audit:read, audit:export': all(['audit:read', 'audit:export'], but('✓ (own)', 'yes')),
  'security:read': all(['security:read'], but('✓ (own)', 'yes')),
  'ban:recommend/undo, detector:write': all(['ban:recommend', 'ban:undo', 'detector:write']),
  'remediation:run (by tier)': all(['remediation:run'], but('✓ safe tier', 'yes')),
  'remediation:approve, kill switch': {
    'remediation:approve': but('kill', null),
    'remediation:kill': but('kill', 'yes'),
  },
  'pack:apply/rollback': all(['pack:apply', 'pack:rollback']),
  'status:publish': all(['status:publish']),
}

const lines = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
const [head = [], , ...rows] = lines

test('the decided table has the columns of the product', () => {
  assert.deepEqual(head, ['resource:action', ...COLUMNS])
  assert.equal(ROLES.length, COLUMNS.length)
})

test('every row is read, and every permission stands in exactly one', () => {
  assert.deepEqual(
    rows.map(([label]) => label),
    Object.keys(ROWS),
  )
  const read = Object.values(ROWS).flatMap((row) => Object.keys(row))
  const doubled = read.filter((permission, index) => read.indexOf(permission) !== index)
  // Read in two rows of the decided table, with the same cells in both.
  assert.deepEqual(doubled, ['service:read'])
  assert.deepEqual(new Set(read), new Set<string>(PERMISSIONS))
})

/** Every cell that was decided beside the one of the product. */
const cells = rows.flatMap(([label = '', ...decided]) =>
  PERMISSIONS.flatMap((permission) => {
    const reading = ROWS[label]?.[permission]
    if (reading === undefined) return []
    return ROLES.map((role, column) => ({
      cell: `${permission} ${role}`,
      expected: reading(decided[column] ?? ''),
      found: grantOf(role, permission),
    }))
  }),
)

test('every cell of the product says what was decided', (t) => {
  for (const [label = '', ...decided] of rows) assert.equal(decided.length, ROLES.length, label)
  const wrong = cells.filter(({ expected, found }) => expected !== found)
  t.diagnostic(`${cells.length} cells of ${rows.length} rows compared`)
  assert.deepEqual(wrong, [])
  assert.equal(cells.length, (PERMISSIONS.length + 1) * ROLES.length)
})
