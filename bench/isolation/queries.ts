import { incidentIdOf } from './fill.ts'

/** A query as the product asks it. Its first ` where ` is where a literal filter goes. */
export interface HotQuery {
  readonly name: string
  readonly sql: string
  /** Its parameters, for the tenant of this number. */
  readonly valuesOf: (tenant: number) => string[]
}

const none = (): string[] => []
const ofIncident = (tenant: number): string[] => [incidentIdOf(tenant, 3)]

/** What pages and routes of a tenant ask most: lists, one object, and what hangs on it. */
export const QUERIES: readonly HotQuery[] = [
  {
    name: 'open incidents',
    sql: `select id, code, title, severity, state, opened_at from incident where state <> 'resolved' order by severity, opened_at limit 200`,
    valuesOf: none,
  },
  {
    name: 'newest incidents',
    sql: 'select id, code, title, severity, state, opened_at from incident where opened_at is not null order by opened_at desc limit 50',
    valuesOf: none,
  },
  { name: 'one incident', sql: 'select * from incident where id = $1', valuesOf: ofIncident },
  {
    name: 'timeline of an incident',
    sql: 'select id, at, kind, actor_name, text from timeline_entry where incident_id = $1 order by at',
    valuesOf: ofIncident,
  },
  {
    name: 'decisions of an incident',
    sql: 'select id, at, stage, verdict, reason from decision where incident_id = $1 order by at',
    valuesOf: ofIncident,
  },
  {
    name: 'pages of an incident',
    sql: 'select id, channel, target, state, sent_at from delivery where incident_id = $1 order by created_at',
    valuesOf: ofIncident,
  },
  {
    name: 'firing alerts',
    sql: `select id, rule_id, labels, summary, active_at from alert where resolved_at is null and state = 'firing' order by updated_at desc, id desc limit 100`,
    valuesOf: none,
  },
  {
    name: 'newest audit entries',
    sql: 'select chain, seq, at, action, actor_id from audit_entry where at is not null order by at desc limit 50',
    valuesOf: none,
  },
  {
    name: 'services',
    sql: 'select id, name, state, reason, state_since from service where name is not null order by state, name',
    valuesOf: none,
  },
  {
    name: 'rules',
    sql: 'select id, name, expr, severity, enabled from rule where name is not null order by name',
    valuesOf: none,
  },
]
