import type { z } from 'zod'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { deleteRuleOutput, RuleRef } from '#lib/modules/alerting/schemas.ts'

/** Removes a rule that never raised an alert. */
export const deleteRule = (scope: string) =>
  writeEndpoint<z.infer<typeof deleteRuleOutput>, RuleRef>({
    method: 'DELETE',
    scope,
    path: ({ ruleId }) => `/api/v1/rules/${ruleId}`,
    body: () => ({}),
    tables: ['rule', 'audit_entry'],
  })
