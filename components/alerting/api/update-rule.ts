import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { RuleView, UpdateRuleInput } from '#lib/modules/alerting/schemas.ts'

/** Changes a rule, or switches it on and off. */
export const updateRule = (scope: string) =>
  writeEndpoint<RuleView, UpdateRuleInput>({
    method: 'PATCH',
    scope,
    path: ({ ruleId }) => `/api/v1/rules/${ruleId}`,
    body: ({ ruleId: _id, ...change }) => change,
    tables: ['rule', 'audit_entry'],
  })
