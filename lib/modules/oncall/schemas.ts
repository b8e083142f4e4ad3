import { z } from 'zod'

const uuid = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')

/** One rung of a policy as it is written and stored. */
export const policyStep = z.strictObject({
  /** Seconds after the step before; for the first step after the incident opened. */
  delaySeconds: z
    .int('a whole number of seconds')
    .min(0, 'at least 0 seconds')
    .max(86_400, 'at most 86400 seconds, which is a day'),
  memberIds: z
    .array(uuid)
    .min(1, 'at least one member, or leave the step out')
    .max(50, 'at most 50 members per step'),
})
/** One rung of a policy as it is written and stored. */
export type PolicyStep = z.infer<typeof policyStep>

/** Whose policy is meant; by default the one of the request's scope. */
const owner = { platformId: uuid.optional(), tenantId: uuid.optional() }

/** Input of `getEscalationPolicy`. */
export const getEscalationPolicyInput = z.strictObject(owner)
/** Input of `getEscalationPolicy`. */
export type GetEscalationPolicyInput = z.input<typeof getEscalationPolicyInput>

/** Input of `setEscalationPolicy`. */
export const setEscalationPolicyInput = z.strictObject({
  ...owner,
  steps: z.array(policyStep).min(1, 'at least one step').max(20, 'at most 20 steps'),
})
/** Input of `setEscalationPolicy`. */
export type SetEscalationPolicyInput = z.input<typeof setEscalationPolicyInput>
/** Output of `setEscalationPolicy`. */
export const setEscalationPolicyOutput = z.object({ version: z.int() })

/** A policy as pages and the API show it. */
export const escalationPolicyView = z.object({
  platformId: z.string(),
  tenantId: z.string().nullable(),
  name: z.string(),
  /** `own`: set for this scope; `platform`: inherited from it; `fallback`: nobody set one. */
  origin: z.enum(['own', 'platform', 'fallback']),
  version: z.int(),
  steps: z.array(
    z.object({
      delaySeconds: z.int(),
      members: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
})
/** A policy as pages and the API show it. */
export type EscalationPolicyView = z.infer<typeof escalationPolicyView>
