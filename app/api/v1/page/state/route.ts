import { definePublicRoute } from '#app/api/route-kit.ts'
import { readPage } from '#app/p/page-link.ts'
import { pageTokenInput, phoneState } from '#app/p/phone-state.ts'

export const POST = definePublicRoute({
  summary: 'Shows what the link of a page is about now; changes nothing.',
  door: 'page link',
  body: pageTokenInput,
  response: phoneState,
  handler: async ({ ip, requestId, language }, { body }) =>
    (await readPage(body.token, { forwardedFor: ip, requestId, language })).state,
})
