import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { CreateRuleInput, RuleView } from '#lib/modules/alerting/schemas.ts'

/** Creates a rule of a platform or a tenant; the engine evaluates it from then on. */
export const createRule = (scope: string) =>
  writeEndpoint<RuleView, CreateRuleInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/rules',
    tables: ['rule', 'audit_entry'],
  })
