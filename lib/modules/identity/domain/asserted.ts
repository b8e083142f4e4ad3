import { CONTROL_IN_LINE } from '#lib/core/control-characters.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { normalizeEmail } from '#lib/modules/access/domain/email.ts'

/** What a provider says about a person, after everything that protects it was checked. */
export interface Asserted {
  readonly issuer: string
  readonly subject: string
  /** Normalised; null when the provider gave none. */
  readonly email: string | null
  readonly isEmailVerified: boolean
  readonly name: string
  readonly groups: readonly string[]
  /** True when the provider says that more than one factor was shown. */
  readonly isFactorShown: boolean
  /** When the person was last asked; null when the provider does not say. */
  readonly authenticatedAt: Date | null
}

const CONTROL = new RegExp(CONTROL_IN_LINE, 'g')
const MAX_GROUPS = 1000

/** A text of a provider as a name: one line of at most 100 characters. */
export const nameFrom = (text: unknown, otherwise: string): string => {
  const name = typeof text === 'string' ? text.replaceAll(CONTROL, ' ').trim().slice(0, 100) : ''
  return name === '' ? otherwise : name
}

/** The groups in a claim or an attribute: a list of texts, or one of them alone; anything else is none. */
export function groupsFrom(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((one): one is string => typeof one === 'string' && one !== '').slice(0, MAX_GROUPS)
}

/** Values of `acr` by which providers say that more than one factor was shown. */
const STRONG_CONTEXTS: readonly string[] = [
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
  'phr',
  'phrh',
  'urn:okta:loa:2fa:any',
  'https://refeds.org/profile/mfa',
  'http://schemas.microsoft.com/claims/multipleauthn',
]

/** Whether claims say that more than one factor was shown: `amr` with `mfa` (RFC 8176), or an `acr` that means it. */
export const isFactorClaimed = (amr: unknown, acr: unknown): boolean =>
  groupsFrom(amr).includes('mfa') || groupsFrom(acr).some((context) => STRONG_CONTEXTS.includes(context))

type Claims = Readonly<Record<string, unknown>>

const YES: readonly unknown[] = [true, 'true', 1, '1']

/**
 * Whether claims say that the provider verified the address; undefined when they do not say. `email_verified` comes as a
 * text from some providers; Entra ID knows only `xms_edov` ("the owner of the domain verified the address").
 */
function isVerifiedBy({ email_verified: verified, xms_edov: byDomain }: Claims): boolean | undefined {
  const said = verified ?? byDomain
  return said === undefined || said === null ? undefined : YES.includes(said)
}

const addressIn = ({ email }: Claims): string | null =>
  typeof email === 'string' ? normalizeEmail(email).slice(0, 254) : null

/** The address, and whether it is verified: a flag counts for the address beside which it stands, and the token's first. */
function addressOf(token: Claims, more: Claims): Pick<Asserted, 'email' | 'isEmailVerified'> {
  const own = addressIn(token)
  const other = addressIn(more)
  const said = own === null ? undefined : isVerifiedBy(token)
  const isOther = own === null || own === other
  return { email: own ?? other, isEmailVerified: (said ?? (isOther ? isVerifiedBy(more) : false)) === true }
}

/** Whether an ID token says all by itself, so that the user info endpoint need not be asked. */
export const isCompleteToken = (token: Claims, groupsClaim: string): boolean =>
  addressIn(token) !== null && isVerifiedBy(token) !== undefined && token[groupsClaim] !== undefined

/** Reads the claims of an ID token together with those of the user info endpoint; the token's own count first. */
export function assertedFromClaims(
  token: Claims,
  userInfo: unknown,
  { groupsClaim, trustsEmail }: { readonly groupsClaim: string; readonly trustsEmail: boolean },
): Asserted | null {
  const more = isRecord(userInfo) ? userInfo : {}
  const { iss, sub, auth_time: authTime } = token
  if (typeof iss !== 'string' || typeof sub !== 'string' || sub === '') return null
  const { email, isEmailVerified } = addressOf(token, more)
  return {
    issuer: iss,
    subject: sub,
    email,
    isEmailVerified: isEmailVerified || (trustsEmail && email !== null),
    name: nameFrom(token['name'] ?? more['name'], email ?? sub.slice(0, 100)),
    groups: groupsFrom(token[groupsClaim] ?? more[groupsClaim]),
    isFactorShown: isFactorClaimed(token['amr'], token['acr']),
    authenticatedAt: typeof authTime === 'number' ? new Date(authTime * 1000) : null,
  }
}

/**
 * When a second factor counts as shown: at the moment that the provider gives. Without one it counts, but as long over,
 * so that it opens nothing that asks for a fresh one. Null when none was shown, or the provider is not believed.
 */
export function factorMoment(asserted: Asserted, isTrusted: boolean, now: Date): Date | null {
  if (!isTrusted || !asserted.isFactorShown) return null
  const { authenticatedAt: at } = asserted
  if (at === null || at > now) return new Date(now.getTime() - 3_600_000)
  return at
}
