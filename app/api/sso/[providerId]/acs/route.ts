import { acceptSaml } from '#lib/modules/identity/index.ts'
import { redirectOn, signOnRoute } from '../../sign-on-answer.ts'

/** Bytes of a posted form; a response of a provider has a few thousand. */
const MAX_FORM_BYTES = 300_000

/**
 * Where a SAML provider has browsers post its response: the one form of another site that is taken. It begins no
 * session and carries no cookie of ours; state, signature and the browser's next step protect it.
 */
export const POST = signOnRoute(async ({ ctx }, providerId, request) => {
  const form = new URLSearchParams(await readForm(request))
  const answer = { response: form.get('SAMLResponse') ?? '', relayState: form.get('RelayState') ?? '' }
  return redirectOn(await acceptSaml(ctx, { providerId, ...answer }))
})

async function readForm(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) || request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.length
    if (size > MAX_FORM_BYTES) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
