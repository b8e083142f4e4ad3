import { z } from 'zod'
import { config } from '#lib/infra/config/index.ts'
import type { Clock } from '#lib/core/clock.ts'
import { defineJob, directWork, type DueSource } from '#lib/infra/jobs/index.ts'
import { auditAnchor } from '#lib/modules/audit/jobs.ts'
import { securityPrune } from '#lib/modules/security/jobs.ts'
import { apikeySweep, roleSweep, viewAsClose } from '#lib/modules/access/jobs.ts'
import { canaryCheck } from '#lib/modules/canaries/jobs.ts'

/** Removes outbox rows that were done long ago. */
export const outboxPrune = defineJob({
  name: 'outbox.prune',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 1, backoffSeconds: 60 },
  timeoutSeconds: 60,
  idempotencyKey: ({ slot }) => `outbox-prune-${slot}`,
})

/** Deletes ended sessions, and the mails about accounts, that are older than they are kept. */
export const sessionPrune = defineJob({
  name: 'session.prune',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 1, backoffSeconds: 60 },
  timeoutSeconds: 60,
  idempotencyKey: ({ slot }) => `session-prune-${slot}`,
})

/**
 * Seconds for which canaries wait after a start: they read every page there is, and whoever started the product wants the
 * processors for the first page of their own.
 */
const CANARY_SETTLE_SECONDS = 120

/** What runs again and again, each declared once. Every process starts each of them in every slot; the queue keeps one. */
const schedules = (canarySeconds: number) =>
  [
    // Looks often; how often an anchor is made is a setting.
    { definition: auditAnchor, everySeconds: 300 },
    { definition: outboxPrune, everySeconds: 3600 },
    { definition: apikeySweep, everySeconds: 3600 },
    { definition: roleSweep, everySeconds: 300 },
    { definition: securityPrune, everySeconds: 86_400 },
    { definition: viewAsClose, everySeconds: 15 },
    { definition: canaryCheck, everySeconds: canarySeconds },
    { definition: sessionPrune, everySeconds: 3600 },
  ] as const

/** The records of a schedule belong to the installation as a whole. */
const OPERATOR = { platformId: null, tenantId: null }

/** Starts what is due by `schedules`: once per slot, the first one when the process has started. */
export function scheduledWork(
  clock: Clock,
  canarySeconds: number = config().CANARY_INTERVAL_SECONDS,
): DueSource {
  const begunAt = clock.now().getTime()
  const declared = schedules(canarySeconds)
  const lastSlot = new Map<string, number>()
  const slotOf = (everySeconds: number): number => Math.floor(clock.now().getTime() / 1000 / everySeconds)
  /** Milliseconds until it may run for the first time; 0 once it may. */
  const settling = (name: string): number =>
    name === canaryCheck.name
      ? Math.max(0, begunAt + Math.min(CANARY_SETTLE_SECONDS, canarySeconds) * 1000 - clock.now().getTime())
      : 0
  return {
    name: 'schedules',
    async due() {
      const found = declared.flatMap(({ definition, everySeconds }) => {
        const slot = slotOf(everySeconds)
        if (lastSlot.get(definition.name) === slot || settling(definition.name) > 0) return []
        lastSlot.set(definition.name, slot)
        return [directWork(definition, OPERATOR, { slot })]
      })
      return await Promise.resolve(found)
    },
    async msUntilNext() {
      const now = clock.now().getTime()
      const waits = declared.map(({ definition, everySeconds }) => {
        const first = settling(definition.name)
        return first > 0 ? first : (slotOf(everySeconds) + 1) * everySeconds * 1000 - now
      })
      return await Promise.resolve(Math.min(...waits))
    },
  }
}
