import { writeEndpoint } from '#components/shell/api-endpoint.ts'

/** What a sign-on begins with: the provider, and the page to go to afterwards. */
interface StartSignOn {
  readonly providerId: string
  readonly target: string
}

/** Begins a sign-on; the answer is the address of the provider to go to. */
export const startSignOn = writeEndpoint<{ readonly location: string }, StartSignOn>({
  method: 'POST',
  path: ({ providerId }) => `/api/sso/${providerId}/start`,
  body: ({ target }) => ({ target }),
  tables: [],
  asksForFactor: false,
})
