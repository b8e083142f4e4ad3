import { isRecord } from '#lib/core/unsafe.ts'
import { normalizeEmail } from '#lib/modules/access/domain/email.ts'
import { groupsFrom, isFactorClaimed, nameFrom, type Asserted } from './asserted.ts'

/** What an assertion has to say to be meant for this sign-on. */
export interface SamlExpectation {
  readonly issuer: string
  readonly audience: string
  readonly recipient: string
  readonly requestId: string
  readonly attributes: { readonly email: string; readonly name: string; readonly groups: string }
  readonly now: Date
  readonly skewMs: number
}

type Node = Readonly<Record<string, unknown>>

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'

/* The parsed form: attributes under `$`, text under `_`, children in lists by their local name. */
const children = (node: Node | null, name: string): readonly Node[] => {
  const list = node?.[name]
  return Array.isArray(list) ? list.filter((one): one is Node => isRecord(one)) : []
}
/** The one child of this name; null when there is none, or more than one. */
const only = (node: Node | null, name: string): Node | null => {
  const [first, ...more] = children(node, name)
  return first === undefined || more.length > 0 ? null : first
}
const textOf = (node: Node | null): string => (typeof node?.['_'] === 'string' ? node['_'].trim() : '')
const attribute = (node: Node | null, name: string): string => {
  const attributes = node?.['$']
  const value = isRecord(attributes) ? attributes[name] : undefined
  return typeof value === 'string' ? value : ''
}
const moment = (text: string): Date | null => {
  const at = new Date(text)
  return /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(at.getTime()) ? at : null
}

/** What a signed assertion says. */
export interface ReadAssertion {
  readonly asserted: Asserted
  readonly assertionId: string
  /** After this moment nothing would accept it any more. */
  readonly expiresAt: Date
  /** Until when the provider says that a session by it lasts; null where it does not say. */
  readonly sessionEndsAt: Date | null
}

/**
 * Reads a signed assertion, and only that. Returns a sentence when it was not meant for this sign-on: issuer, audience,
 * recipient, request and time are all looked at here, in what was signed, whatever the library looked at before.
 */
export function assertedFromAssertion(parsed: unknown, expected: SamlExpectation): ReadAssertion | string {
  const assertion = isRecord(parsed) && isRecord(parsed['Assertion']) ? parsed['Assertion'] : null
  const assertionId = attribute(assertion, 'ID')
  if (assertionId === '') return 'the assertion has no id'
  if (textOf(only(assertion, 'Issuer')) !== expected.issuer) return 'another issuer'
  const fault = audienceFault(only(assertion, 'Conditions'), expected)
  if (fault !== null) return fault
  const subject = only(assertion, 'Subject')
  const confirmed = confirmedUntil(subject, expected)
  if (typeof confirmed === 'string') return confirmed
  const sessionEndsAt = sessionEndOf(assertion, expected)
  if (typeof sessionEndsAt === 'string') return sessionEndsAt
  const nameId = only(subject, 'NameID')
  if (textOf(nameId) === '') return 'the subject has no name'
  if (attribute(nameId, 'Format') === TRANSIENT) return 'the name of the subject changes with every sign-on'
  return {
    asserted: personOf(assertion, nameId, expected),
    assertionId,
    expiresAt: new Date(confirmed.getTime() + expected.skewMs),
    sessionEndsAt,
  }
}

function audienceFault(conditions: Node | null, { audience, now, skewMs }: SamlExpectation): string | null {
  if (conditions === null) return 'the assertion has no conditions'
  const notBefore = moment(attribute(conditions, 'NotBefore'))
  const notOnOrAfter = moment(attribute(conditions, 'NotOnOrAfter'))
  if (notBefore !== null && notBefore.getTime() - skewMs > now.getTime())
    return 'the assertion is not valid yet'
  if (notOnOrAfter !== null && notOnOrAfter.getTime() + skewMs <= now.getTime())
    return 'the assertion is over'
  const restrictions = children(conditions, 'AudienceRestriction')
  const isMeant = restrictions.every((one) =>
    children(one, 'Audience').some((node) => textOf(node) === audience),
  )
  return restrictions.length > 0 && isMeant ? null : 'another audience'
}

/** Until when the bearer may use the assertion here, for this request. */
function confirmedUntil(
  subject: Node | null,
  { recipient, requestId, now, skewMs }: SamlExpectation,
): Date | string {
  const bearer = children(subject, 'SubjectConfirmation').filter((one) => attribute(one, 'Method') === BEARER)
  const data = bearer.length === 1 ? only(bearer[0] ?? null, 'SubjectConfirmationData') : null
  if (data === null) return 'the subject is not confirmed once by its bearer'
  if (attribute(data, 'Recipient') !== recipient) return 'another recipient'
  if (attribute(data, 'InResponseTo') !== requestId) return 'it answers another request'
  const until = moment(attribute(data, 'NotOnOrAfter'))
  if (until === null || until.getTime() + skewMs <= now.getTime()) return 'the confirmation is over'
  return until
}

/** The earliest end of a session that a statement names (`SessionNotOnOrAfter`); null for none, a sentence for one that is over. */
function sessionEndOf(assertion: Node | null, { now }: SamlExpectation): Date | string | null {
  const ends = children(assertion, 'AuthnStatement')
    .map((statement) => attribute(statement, 'SessionNotOnOrAfter'))
    .filter((text) => text !== '')
    .map((text) => moment(text))
  if (ends.includes(null)) return 'the end of the session is no moment'
  const earliest = ends.flatMap((end) => end ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0]
  if (earliest === undefined) return null
  return earliest > now ? earliest : 'the session at the provider is over'
}

function personOf(assertion: Node | null, nameId: Node | null, expected: SamlExpectation): Asserted {
  const attributes = children(assertion, 'AttributeStatement').flatMap((one) => children(one, 'Attribute'))
  const valuesOf = (name: string): string[] =>
    attributes
      .filter((one) => attribute(one, 'Name') === name)
      .flatMap((one) => children(one, 'AttributeValue').map(textOf))
  const statement = children(assertion, 'AuthnStatement')[0] ?? null
  const subject = textOf(nameId)
  const isNameAddress = attribute(nameId, 'Format') === EMAIL_FORMAT
  const address = valuesOf(expected.attributes.email)[0] ?? (isNameAddress ? subject : undefined)
  const email = address === undefined ? null : normalizeEmail(address).slice(0, 254)
  const context = only(statement, 'AuthnContext')
  return {
    issuer: expected.issuer,
    subject,
    email,
    // SAML knows no such flag: the provider vouches for every address that it sends, within the domains of its scope.
    isEmailVerified: email !== null,
    name: nameFrom(valuesOf(expected.attributes.name)[0], email ?? subject.slice(0, 100)),
    groups: groupsFrom(valuesOf(expected.attributes.groups)),
    isFactorShown: isFactorClaimed(undefined, textOf(only(context, 'AuthnContextClassRef'))),
    authenticatedAt: moment(attribute(statement, 'AuthnInstant')),
  }
}
