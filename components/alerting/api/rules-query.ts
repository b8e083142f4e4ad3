import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListRulesInput, ListRulesOutput } from '#lib/modules/alerting/schemas.ts'

/** The rules of a scope with how each stands; all of them unless a page is asked for. */
export const rulesQuery = (
  scope: string,
  asked: Pick<ListRulesInput, 'text' | 'sort' | 'after'> & { readonly limit?: number } = {},
) => readEndpoint<ListRulesOutput>({ path: '/api/v1/rules', scope, query: asked, tables: ['rule', 'alert'] })
