import { definePublicRoute } from '#app/api/route-kit.ts'
import { acknowledgePage } from '#app/p/page-link.ts'
import { pageTokenInput, phoneState } from '#app/p/phone-state.ts'

export const POST = definePublicRoute({
  summary: 'Acknowledges the incident of a page with the token of its link; the answer says who has it.',
  door: 'page link',
  body: pageTokenInput,
  response: phoneState,
  handler: async ({ ip, requestId, language }, { body }) =>
    await acknowledgePage(body.token, { forwardedFor: ip, requestId, language }),
})
