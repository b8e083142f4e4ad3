import { defineRoute } from '#app/api/route-kit.ts'
import { createRule, listRules } from '#lib/modules/alerting/index.ts'
import { createRuleInput, listRulesInput, listRulesOutput, ruleView } from '#lib/modules/alerting/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the rules in scope with how each stands now.',
  permission: 'rule:read',
  query: listRulesInput,
  response: listRulesOutput,
  handler: async (ctx, { query }) => await listRules(ctx, query),
})

export const POST = defineRoute({
  summary: 'Creates a rule. In platform and operator scope this needs rule:write instead.',
  permission: 'tenant-rule:write',
  body: createRuleInput,
  response: ruleView,
  status: 201,
  handler: async (ctx, { body }) => await createRule(ctx, body),
})
