import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { FindSignOnInput, FindSignOnOutput } from '#lib/modules/identity/schemas.ts'

/** Asks by which providers addresses of a domain sign on. */
export const findSignOn = writeEndpoint<FindSignOnOutput, FindSignOnInput>({
  method: 'POST',
  path: () => '/api/v1/sign-on/find',
  tables: [],
  asksForFactor: false,
})
