import { defineRoute } from '#app/api/route-kit.ts'
import { setSignInPolicy } from '#lib/modules/identity/index.ts'
import { signInPolicyInput, signInPolicyView } from '#lib/modules/identity/schemas.ts'

export const PUT = defineRoute({
  summary: 'Sets how members come in to the scope and to what is below it.',
  permission: 'identity:write',
  body: signInPolicyInput,
  response: signInPolicyView,
  handler: async (ctx, { body }) => await setSignInPolicy(ctx, body),
})
