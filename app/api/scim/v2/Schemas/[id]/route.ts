import { scimRoute } from '#app/api/scim/scim-kit.ts'
import { describeScim } from '#lib/modules/scim/index.ts'

export const GET = scimRoute(async (ctx, { id }) => ({
  status: 200,
  resource: await describeScim(ctx, 'Schemas', { id }),
}))
