import { defineRoute } from '#app/api/route-kit.ts'
import { allowOutgoing, listOutgoingAllow } from '#lib/modules/access/index.ts'
import {
  allowOutgoingInput,
  listOutgoingAllowOutput,
  outgoingAllowView,
} from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the private addresses that may be called.',
  permission: 'source:read',
  response: listOutgoingAllowOutput,
  handler: async (ctx) => await listOutgoingAllow(ctx),
})

export const POST = defineRoute({
  summary: 'Allows calls to a private range and port, for one platform or for all.',
  permission: 'outgoing:write',
  body: allowOutgoingInput,
  response: outgoingAllowView,
  status: 201,
  handler: async (ctx, { body }) => await allowOutgoing(ctx, body),
})
