// house: acts before a scope is known: a sign-on is on its way, nobody is anybody yet
import { randomBytes } from 'node:crypto'
import { hmac, equalBytes } from '#lib/infra/auth/keys.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import {
  findTransaction,
  finishTransaction,
  insertTransaction,
  storeProved,
  takeAnswer,
  useAssertion,
} from './federation-repository.ts'
import type { OidcSecrets } from './oidc-client.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'

/** A sign-on is over after so many seconds. */
export const TRANSACTION_SECONDS = 600

const derived = (own: Runtime, label: string, secret: string): Uint8Array<ArrayBuffer> =>
  hmac(own.keyring.pepper, `sign-on|${label}|${secret}`)
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/**
 * This process with the keys under which a sign-on was begun: while the secret is being replaced, another process may have
 * begun it under the second one.
 */
export async function beganWith<R extends Runtime>(own: R, state: string): Promise<R> {
  const { second } = own.keyring
  if (second === null) return own
  const other = { ...own, keyring: second }
  const row = await own.database.asAuth(
    async (auth) => await findTransaction(auth, derived(other, 'state', state)),
  )
  return row === null ? own : other
}

/**
 * A sign-on on its way. `state` travels through the provider and `browser` stays in a cookie; each is 256 random bits,
 * and of both only hashes are kept. Nonce, PKCE verifier and the id of a SAML request are made from the two.
 */
export interface Begun {
  readonly state: string
  readonly browser: string
}

/** The id that a SAML response has to answer; made from the state, so that nothing else has to be kept. */
export const samlRequestId = (own: Runtime, state: string): string =>
  `_${Buffer.from(derived(own, 'saml-request', state)).toString('hex')}`

/**
 * What the browser is handed that brought a SAML response. Whoever began the sign-on knows the state, and could have had
 * somebody else answer it: only the browser that has both this and the cookie gets the session.
 */
export const samlTicket = (own: Runtime, state: string): string => text(derived(own, 'ticket', state))

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

/**
 * Takes the one answer of a SAML sign-on. It is posted from the provider's page, without our cookie: the browser is looked
 * at when it comes for its session. Throws SignOnRefusal as `takeTransaction` does.
 */
export async function takeSamlAnswer(own: Runtime, providerId: string, state: string): Promise<void> {
  const hash = derived(own, 'state', state)
  const now = own.clock.now()
  await own.database.asAuth(async (auth) => {
    const row = await findTransaction(auth, hash)
    if (row === null || row.providerId !== providerId || row.expiresAt <= now)
      throw new SignOnRefusal('transaction')
    if (!(await takeAnswer(auth, hash, now))) throw new SignOnRefusal('transaction', 'answered before')
  })
}

/** Whom a SAML response proved. */
export interface Proved {
  readonly memberId: string
  readonly factorAt: Date | null
  /** Until when the provider says that the session lasts; null where it does not say. */
  readonly sessionEndsAt: Date | null
}

/** Keeps whom a response proved until the browser comes for the session; uses the assertion up. Throws SignOnRefusal. */
export async function keepProved(
  own: Runtime,
  state: string,
  proved: Proved & { readonly providerId: string; readonly assertionId: string; readonly expiresAt: Date },
): Promise<void> {
  const { providerId, assertionId, expiresAt, ...kept } = proved
  const row = { providerId, hash: derived(own, 'assertion', assertionId), expiresAt }
  await own.database.asAuth(async (auth) => {
    if (!(await useAssertion(auth, row, own.clock.now()))) {
      throw new SignOnRefusal('answer', 'the assertion was used before')
    }
    await storeProved(auth, derived(own, 'state', state), {
      memberId: kept.memberId,
      factorAt: kept.factorAt,
      sessionEndsAt: kept.sessionEndsAt,
    })
  })
}

/** Hands out whom a response proved, once, to the browser that began. Throws SignOnRefusal. */
export async function takeProved(
  own: Runtime,
  providerId: string,
  given: { readonly state: string; readonly ticket: string; readonly browser: string | null },
): Promise<Proved & { readonly target: string }> {
  const hash = derived(own, 'state', given.state)
  const now = own.clock.now()
  return await own.database.asAuth(async (auth) => {
    const row = await findTransaction(auth, hash)
    const isTicket = equalBytes(Buffer.from(given.ticket), Buffer.from(samlTicket(own, given.state)))
    if (row === null || row.providerId !== providerId || row.expiresAt <= now || !isTicket) {
      throw new SignOnRefusal('transaction')
    }
    const { browser } = given
    if (browser === null || !equalBytes(row.browserHash, derived(own, 'browser', browser))) {
      throw new SignOnRefusal('browser')
    }
    const { memberId, factorAt, sessionEndsAt, target } = row
    if (memberId === null || !(await finishTransaction(auth, hash, now)))
      throw new SignOnRefusal('transaction')
    return { memberId, factorAt, sessionEndsAt, target }
  })
}
