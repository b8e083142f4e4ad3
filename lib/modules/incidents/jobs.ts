import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/index.ts'

const PAGING = { queue: 'paging', retry: { attempts: 8, backoffSeconds: 1 }, timeoutSeconds: 20 } as const

/** An alert began to fire: open an incident for it, or let it join the open one. */
export const alertFiring = defineJob({
  ...PAGING,
  name: 'alert.firing',
  schema: z.strictObject({ alertId: z.uuid() }),
  idempotencyKey: ({ alertId }) => `alert-firing-${alertId}`,
})

/** An alert recovered: resolve its incident when it was the last one. */
export const alertResolved = defineJob({
  ...PAGING,
  name: 'alert.resolved',
  schema: z.strictObject({ alertId: z.uuid() }),
  idempotencyKey: ({ alertId }) => `alert-resolved-${alertId}`,
})

/** An incident that a tenant opened: its escalation is scheduled where the platform's policy can be read. */
export const incidentEscalate = defineJob({
  ...PAGING,
  name: 'incident.escalate',
  schema: z.strictObject({ incidentId: z.uuid() }),
  idempotencyKey: ({ incidentId }) => `incident-escalate-${incidentId}`,
})

/** A step of an escalation is due: page its members unless somebody has the incident. */
export const stepFire = defineJob({
  ...PAGING,
  name: 'step.fire',
  schema: z.strictObject({ incidentId: z.uuid(), step: z.int().min(0) }),
  idempotencyKey: ({ incidentId, step }) => `step-fire-${incidentId}-${step}`,
})

/** What the engine noticed about a service changed. */
export const serviceSignal = defineJob({
  queue: 'general',
  retry: { attempts: 5, backoffSeconds: 2 },
  timeoutSeconds: 20,
  name: 'service.signal',
  schema: z.strictObject({
    serviceId: z.uuid(),
    signal: z.enum(['reporting', 'target_down', 'silent', 'never']),
  }),
  idempotencyKey: ({ serviceId, signal }) => `service-signal-${serviceId}-${signal}`,
})
