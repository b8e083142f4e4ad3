import type { z } from 'zod'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { setEscalationPolicyOutput, SetEscalationPolicyInput } from '#lib/modules/oncall/schemas.ts'

/** Sets who is paged in a scope; incidents that are open keep the policy they began with. */
export const setEscalationPolicy = (scope: string) =>
  writeEndpoint<z.infer<typeof setEscalationPolicyOutput>, SetEscalationPolicyInput>({
    method: 'PUT',
    scope,
    path: () => '/api/v1/escalation-policy',
    tables: ['escalation_policy', 'audit_entry'],
  })
