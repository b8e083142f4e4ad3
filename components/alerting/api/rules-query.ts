import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listRulesOutput } from '#lib/modules/alerting/schemas.ts'

/** The rules of a scope with how each stands. */
export const rulesQuery = (scope: string) =>
  readEndpoint<z.infer<typeof listRulesOutput>>({ path: '/api/v1/rules', scope, tables: ['rule', 'alert'] })
