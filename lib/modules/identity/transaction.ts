// house: acts before a scope is known: a sign-on is on its way, nobody is anybody yet
import { randomBytes } from 'node:crypto'
import { hmac, equalBytes } from '#lib/infra/auth/keys.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { findTransaction, insertTransaction, takeAnswer } from './federation-repository.ts'
import type { OidcSecrets } from './oidc-client.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'

/** A sign-on is over after so many seconds. */
export const TRANSACTION_SECONDS = 600

const derived = (own: Runtime, label: string, secret: string): Uint8Array<ArrayBuffer> =>
  hmac(own.keyring.pepper, `sign-on|${label}|${secret}`)
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/**
 * A sign-on on its way. `state` travels through the provider and `browser` stays in a cookie; each is 256 random bits,
 * and of both only hashes are kept. Nonce, PKCE verifier and the id of a SAML request are made from the two.
 */
export interface Begun {
  readonly state: string
  readonly browser: string
}

/** What protects one OpenID sign-on. */
export const oidcSecretsOf = (own: Runtime, { state, browser }: Begun): OidcSecrets => ({
  state,
  nonce: text(derived(own, 'nonce', `${state}|${browser}`)),
  codeVerifier: text(derived(own, 'verifier', `${state}|${browser}`)),
})

/** The name of the cookie that binds a sign-on to its browser; several may be on their way at once. */
export function browserCookieName(own: Runtime, state: string): string {
  const name = `sign-on-${Buffer.from(derived(own, 'cookie', state))
    .toString('hex')
    .slice(0, 12)}`
  return own.publicUrl.startsWith('https://') ? `__Host-${name}` : name
}

/** Begins a sign-on at a provider. */
export async function beginTransaction(own: Runtime, providerId: string, target: string): Promise<Begun> {
  const begun = {
    state: randomBytes(32).toString('base64url'),
    browser: randomBytes(32).toString('base64url'),
  }
  const now = own.clock.now()
  await own.database.asAuth(async (auth) => {
    const row = {
      hash: derived(own, 'state', begun.state),
      providerId,
      browserHash: derived(own, 'browser', begun.browser),
      target,
      expiresAt: new Date(now.getTime() + TRANSACTION_SECONDS * 1000),
    }
    await insertTransaction(auth, row, now)
  })
  return begun
}

/** A sign-on whose one answer has come. */
export interface Answered extends Begun {
  readonly target: string
}

/**
 * Takes the one answer of a sign-on. Throws SignOnRefusal when none with this state was begun at this provider, when it
 * is over or was answered, and when another browser began it: that one changes nothing for whoever did.
 */
export async function takeTransaction(
  own: Runtime,
  providerId: string,
  given: { readonly state: string; readonly browser: string | null },
): Promise<Answered> {
  const hash = derived(own, 'state', given.state)
  const now = own.clock.now()
  return await own.database.asAuth(async (auth) => {
    const row = await findTransaction(auth, hash)
    if (row === null || row.providerId !== providerId || row.expiresAt <= now)
      throw new SignOnRefusal('transaction')
    const { browser } = given
    if (browser === null || !equalBytes(row.browserHash, derived(own, 'browser', browser))) {
      throw new SignOnRefusal('browser')
    }
    if (!(await takeAnswer(auth, hash, now))) throw new SignOnRefusal('transaction', 'answered before')
    return { state: given.state, browser, target: row.target }
  })
}
