import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { browserHash } from '#lib/infra/auth/browser-cookie.ts'
import { relyingParty, requestOptions } from '#lib/infra/auth/webauthn.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { issueChallenge } from './passkey-challenge.ts'
import { askPasskeyInput, type AskPasskeyInput, type AskPasskeyOutput } from './schemas.ts'

/**
 * What a browser needs to show a passkey before anybody signed in. It names no passkey: the browser offers those that it
 * finds, so the answer is the same for everybody.
 */
export async function askPasskey(
  _ctx: RequestContext,
  { browser, ...input }: AskPasskeyInput & { readonly browser: string },
  own: Runtime = runtime(),
): Promise<AskPasskeyOutput> {
  const { purpose } = parseInput(askPasskeyInput, input)
  const challenge = await issueChallenge(own, { purpose, browser: browserHash(own.keyring, browser) })
  return await requestOptions(relyingParty(own.publicUrl), { challenge, allowed: [] })
}
