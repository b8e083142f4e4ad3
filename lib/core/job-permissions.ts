import type { Permission } from './permissions.ts'

/** What a job may do, and what starts it. */
export interface JobGrant {
  /** What makes it run, in words that complete "when …" or "every …". */
  readonly startedBy: string
  /** All that its verbs may ask for; anything else is refused, as it is to a member. Empty for what asks no verb. */
  readonly permissions: readonly Permission[]
}

/**
 * What work in the background may do: the same permissions that members hold, the least that each job needs. A job that is
 * not listed here cannot be declared. `self-watch` is no job of a queue: it is what a jobs process does when it starts.
 */
const JOBS = {
  'access.recovered': {
    startedBy: 'when access was recovered on the machine',
    permissions: ['operator:write'],
  },
  'account-notice.send': {
    startedBy: 'when something happened to an account',
    permissions: ['operator:write'],
  },
  'alert.firing': { startedBy: 'when an alert begins to fire', permissions: ['incident:open'] },
  'alert.resolved': { startedBy: 'when an alert recovers', permissions: ['incident:resolve'] },
  'apikey.sweep': { startedBy: 'every hour', permissions: ['apikey:create', 'source:create'] },
  'apikey.warn': { startedBy: 'when a key ends soon', permissions: ['apikey:create'] },
  // On top of it, while it carries a request out: the permission that two members gave together.
  'approval.carry-out': {
    startedBy: 'when a second person approved a request',
    permissions: ['request:approve'],
  },
  'approval.due': { startedBy: 'when a request waited long enough', permissions: ['request:approve'] },
  'audit.anchor': { startedBy: 'every five minutes', permissions: ['audit-anchor:write'] },
  'canary.check': {
    startedBy: 'every canary interval',
    permissions: ['canary:read', 'platform:create', 'incident:open'],
  },
  'channel.test': { startedBy: 'when a member tests a channel', permissions: ['channel:write'] },
  'delivery.send': { startedBy: 'when a page is due', permissions: ['incident:write'] },
  'heartbeat.beat': { startedBy: 'when a heartbeat rule saw its sample', permissions: [] },
  'incident.escalate': { startedBy: 'when a tenant opens an incident', permissions: ['incident:write'] },
  'invitation.send': { startedBy: 'when somebody is invited', permissions: ['member:invite'] },
  'notice.send': { startedBy: 'when there is a notice for a member', permissions: ['profile:write'] },
  'outbox.prune': { startedBy: 'every hour', permissions: [] },
  'role.sweep': { startedBy: 'every five minutes', permissions: ['member:bind'] },
  'security.prune': { startedBy: 'every day', permissions: ['detector:write'] },
  'self-watch': {
    startedBy: 'when a jobs process starts',
    permissions: ['platform:create', 'rule:write'],
  },
  'service.signal': {
    startedBy: 'when a service falls silent or comes back',
    permissions: ['service:write'],
  },
  'session.prune': { startedBy: 'every hour', permissions: [] },
  'step.fire': { startedBy: 'when a step of an escalation is due', permissions: ['incident:write'] },
  'tenant-erasure.carry-out': {
    startedBy: 'when the erasure of a tenant was approved',
    permissions: ['tenant:erase', 'tenant:update', 'tenant:suspend', 'audit:read'],
  },
  'tenant-export.carry-out': {
    startedBy: 'when the export of a tenant was asked for',
    permissions: ['tenant:export', 'audit:export', 'audit:read'],
  },
  'view-as.close': { startedBy: 'every 15 seconds', permissions: ['tenant:view-as'] },
} as const satisfies Record<string, JobGrant>

/** Name of what works in the background. */
export type JobWithGrant = keyof typeof JOBS

/** Every job with what it may do, sorted by name. */
export const JOB_GRANTS: ReadonlyMap<string, JobGrant> = new Map(Object.entries(JOBS))

/** What a job may do. Typed: a name that is not in the table does not compile. */
export const permissionsOfJob = (name: JobWithGrant): readonly Permission[] => JOBS[name].permissions
