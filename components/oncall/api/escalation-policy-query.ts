import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { EscalationPolicyView } from '#lib/modules/oncall/schemas.ts'

/** Who is paged in a scope, in which order. */
export const escalationPolicyQuery = (scope: string) =>
  readEndpoint<EscalationPolicyView>({
    path: '/api/v1/escalation-policy',
    scope,
    tables: ['escalation_policy'],
  })
