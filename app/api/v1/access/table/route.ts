import { defineRoute } from '#app/api/route-kit.ts'
import { readAccessTable } from '#lib/modules/access/index.ts'
import { readAccessTableOutput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary:
    'Shows who may do what: every permission with the roles that hold it, what the caller may do here, and what jobs may do.',
  permission: 'access:read',
  response: readAccessTableOutput,
  handler: async (ctx) => await readAccessTable(ctx),
})
