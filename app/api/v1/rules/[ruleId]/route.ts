import { defineRoute } from '#app/api/route-kit.ts'
import { deleteRule, getRule, updateRule } from '#lib/modules/alerting/index.ts'
import { deleteRuleOutput, ruleRef, ruleView, updateRuleInput } from '#lib/modules/alerting/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows one rule.',
  permission: 'rule:read',
  params: ruleRef,
  response: ruleView,
  handler: async (ctx, { params }) => await getRule(ctx, params),
})

export const PATCH = defineRoute({
  summary:
    'Changes a rule into its next version. In platform and operator scope this needs rule:write instead.',
  permission: 'tenant-rule:write',
  params: ruleRef,
  body: updateRuleInput.omit({ ruleId: true }),
  response: ruleView,
  handler: async (ctx, { params, body }) => await updateRule(ctx, { ...body, ...params }),
})

export const DELETE = defineRoute({
  summary:
    'Removes a rule that never raised an alert. In platform and operator scope this needs rule:write instead.',
  permission: 'tenant-rule:write',
  params: ruleRef,
  response: deleteRuleOutput,
  handler: async (ctx, { params }) => await deleteRule(ctx, params),
})
