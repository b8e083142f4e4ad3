import { z } from 'zod'
import { isRecord } from '#lib/core/unsafe.ts'
import type { SqlPool } from '#lib/infra/jobs/sql-pool.ts'
import type { Transition } from './domain/advance.ts'
import { ENGINE_JOBS } from './domain/job-kinds.ts'
import type { AlertInstance, Rule } from './domain/rule.ts'
import type { Beat } from './transition-writer.ts'

/** Thrown when another engine leads: what this one evaluated must not be written any more. */
export class NotLeadingError extends Error {
  override name = 'NotLeadingError'
}

const labelsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )

interface RuleRow extends Omit<Rule, 'owner' | 'labels'> {
  readonly platformId: string
  readonly tenantId: string | null
  readonly labels: unknown
}

/** Every rule that is in force: enabled, and its tenant is not suspended. */
export async function loadRules(pool: SqlPool): Promise<Rule[]> {
  const { rows } = await pool.query<RuleRow>(
    `select r.id, r.platform_id as "platformId", r.tenant_id as "tenantId", r.name, r.expr, r.for_seconds as "forSeconds",
            r.interval_seconds as "intervalSeconds", r.severity, r.summary, r.labels, r.kind, r.version
       from rule r left join tenant t on t.id = r.tenant_id
      where r.enabled and t.state is distinct from 'suspended'`,
  )
  return rows.map(({ platformId, tenantId, labels, ...row }) => ({
    ...row,
    owner: { platformId, tenantId },
    labels: labelsOf(labels),
  }))
}

interface AlertRow extends Omit<AlertInstance, 'owner' | 'labels'> {
  readonly ruleId: string
  readonly platformId: string
  readonly tenantId: string | null
  readonly labels: unknown
}

/** Every alert that is not over, by the id of its rule. */
export async function loadAlerts(pool: SqlPool): Promise<Map<string, AlertInstance[]>> {
  const { rows } = await pool.query<AlertRow>(
    `select id, rule_id as "ruleId", platform_id as "platformId", tenant_id as "tenantId", fingerprint, labels, state, value,
            summary, active_at as "activeAt", fired_at as "firedAt", updated_at as "changedAt"
       from alert where state <> 'resolved' order by updated_at`,
  )
  return Map.groupBy(
    rows.map(({ platformId, tenantId, labels, ...row }) => ({
      ...row,
      owner: { platformId, tenantId },
      labels: labelsOf(labels),
    })),
    (row) => row.ruleId,
  )
}

/** The names and ids of all tenants. */
export async function loadTenants(
  pool: SqlPool,
): Promise<{ id: string; name: string; platformId: string }[]> {
  const { rows } = await pool.query<{ id: string; name: string; platformId: string }>(
    `select id, name, platform_id as "platformId" from tenant`,
  )
  return rows
}

const storedState = (state: AlertInstance['state']): string => (state === 'inactive' ? 'resolved' : state)

/** The row of an alert after its last transition of the batch: a statement may not touch a row twice. */
function alertRows(transitions: readonly Transition[]): object[] {
  const last = new Map(transitions.map((transition) => [transition.alert.id, transition]))
  return [...last.values()].map(({ alert, ruleId, resolvedAt, at }) => ({
    id: alert.id,
    platform_id: alert.owner.platformId,
    tenant_id: alert.owner.tenantId,
    rule_id: ruleId,
    fingerprint: alert.fingerprint,
    labels: alert.labels,
    state: storedState(alert.state),
    // JSON has no NaN and no infinity; Postgres reads them from a text.
    value: alert.value === null ? null : String(alert.value),
    summary: alert.summary,
    active_at: alert.activeAt,
    fired_at: alert.firedAt,
    resolved_at: resolvedAt,
    updated_at: at,
  }))
}

const decisionRows = (transitions: readonly Transition[]): object[] =>
  transitions.flatMap(({ record, alert, at, ruleId }) =>
    record === null
      ? []
      : [
          {
            id: record.id,
            platform_id: alert.owner.platformId,
            tenant_id: alert.owner.tenantId,
            alert_id: alert.id,
            at,
            stage: 'rule',
            verdict: record.verdict,
            reason: record.reason,
            data: { ruleId },
          },
        ],
  )

function outboxRows(transitions: readonly Transition[], beats: readonly Beat[]): object[] {
  const fromAlerts = transitions.flatMap(({ outbox, alert }) =>
    outbox === null
      ? []
      : [
          {
            id: outbox.id,
            platform_id: alert.owner.platformId,
            tenant_id: alert.owner.tenantId,
            kind: outbox.kind,
            payload: { alertId: alert.id },
          },
        ],
  )
  const fromBeats = beats.map(({ id, rule, at }) => ({
    id,
    platform_id: rule.owner.platformId,
    tenant_id: rule.owner.tenantId,
    kind: ENGINE_JOBS.beat,
    payload: { ruleId: rule.id, at },
  }))
  return [...fromAlerts, ...fromBeats]
}

const INSERT_ALERTS = `
  insert into alert (id, platform_id, tenant_id, rule_id, fingerprint, labels, state, value, summary, active_at, fired_at, resolved_at, updated_at)
  select id, platform_id, tenant_id, rule_id, fingerprint, labels, state::alert_state, value::float8, summary, active_at, fired_at, resolved_at, updated_at
    from jsonb_to_recordset($1::jsonb) as x(id uuid, platform_id uuid, tenant_id uuid, rule_id uuid, fingerprint text, labels jsonb, state text,
      value text, summary text, active_at timestamptz, fired_at timestamptz, resolved_at timestamptz, updated_at timestamptz)
  on conflict (id) do update set labels = excluded.labels, state = excluded.state, value = excluded.value, summary = excluded.summary,
    active_at = excluded.active_at, fired_at = excluded.fired_at, resolved_at = excluded.resolved_at, updated_at = excluded.updated_at
  where alert.updated_at <= excluded.updated_at`

const INSERT_DECISIONS = `
  insert into decision (id, platform_id, tenant_id, alert_id, at, stage, verdict, reason, data)
  select * from jsonb_to_recordset($1::jsonb)
    as x(id uuid, platform_id uuid, tenant_id uuid, alert_id uuid, at timestamptz, stage text, verdict text, reason text, data jsonb)
  on conflict do nothing`

const INSERT_OUTBOX = `
  insert into outbox (id, platform_id, tenant_id, kind, payload)
  select * from jsonb_to_recordset($1::jsonb) as x(id uuid, platform_id uuid, tenant_id uuid, kind text, payload jsonb)
  on conflict do nothing`

/**
 * Writes alerts, decisions and outbox rows in one transaction, as the leader of `epoch` alone: `NotLeadingError` otherwise.
 * Every row brings its id, so a transaction whose answer was lost may be repeated.
 */
export async function persistTransitions(
  pool: SqlPool,
  epoch: number,
  batch: { readonly transitions: readonly Transition[]; readonly beats: readonly Beat[] },
): Promise<void> {
  const client = await pool.connect()
  let failure: unknown
  try {
    await client.query('begin')
    // Shared: a new leader waits for this transaction before it counts its epoch up.
    const { rowCount } = await client.query('select from metrics.leader where epoch = $1 for share', [epoch])
    if (rowCount !== 1) throw new NotLeadingError('another engine leads')
    const write = async (statement: string, rows: readonly object[]): Promise<void> => {
      if (rows.length > 0) await client.query(statement, [JSON.stringify(rows)])
    }
    await write(INSERT_ALERTS, alertRows(batch.transitions))
    await write(INSERT_DECISIONS, decisionRows(batch.transitions))
    await write(INSERT_OUTBOX, outboxRows(batch.transitions, batch.beats))
    await client.query('commit')
  } catch (error) {
    failure = error
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    // A connection on which something went wrong is not used again.
    client.release(failure === undefined || failure instanceof NotLeadingError ? undefined : true)
  }
}

const sqlError = z.object({ code: z.string().length(5) })

/** True for errors that no repetition mends: faulty data (class 22) and references to what is gone (class 23). */
export function isPermanentError(error: unknown): boolean {
  const parsed = sqlError.safeParse(error)
  return parsed.success && /^2[23]/.test(parsed.data.code)
}
