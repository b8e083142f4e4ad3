import { defineRoute } from '#app/api/route-kit.ts'
import { getEscalationPolicy, setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import {
  escalationPolicyView,
  getEscalationPolicyInput,
  setEscalationPolicyInput,
  setEscalationPolicyOutput,
} from '#lib/modules/oncall/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows who is paged for incidents of a platform or tenant, and after how many seconds.',
  permission: 'schedule:read',
  query: getEscalationPolicyInput,
  response: escalationPolicyView,
  handler: async (ctx, { query }) => await getEscalationPolicy(ctx, query),
})

export const PUT = defineRoute({
  summary: 'Sets who is paged for incidents that open from now on.',
  permission: 'escalation:write',
  body: setEscalationPolicyInput,
  response: setEscalationPolicyOutput,
  handler: async (ctx, { body }) => await setEscalationPolicy(ctx, body),
})
