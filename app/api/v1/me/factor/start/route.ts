import { defineRoute } from '#app/api/route-kit.ts'
import { startFactorEnrolment } from '#lib/modules/access/index.ts'
import { startFactorEnrolmentOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Begins to enrol an authenticator app as the own second factor.',
  permission: 'factor:write',
  response: startFactorEnrolmentOutput,
  handler: async (ctx) => await startFactorEnrolment(ctx),
})
