import { textOf } from '#components/access/text-of.ts'
import type { CreateProviderInput, ProviderView } from '#lib/modules/identity/schemas.ts'

/** The protocol of a provider. */
export type ProviderKind = CreateProviderInput['kind']

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

/** The certificates in a text, one below the other; a text without any is given on as it is, for the server to refuse by name. */
export function certificatesIn(text: string): string[] {
  const found = text.match(CERTIFICATE)
  return found === null ? [text] : [...found]
}

/** Certificates as they stand in the field. */
export const certificateText = (certificates: readonly string[]): string => certificates.join('\n')

/** Names of the fields that a problem can name, by protocol. */
export const SETTINGS_FIELDS = [
  'settings.issuer',
  'settings.clientId',
  'settings.groupsClaim',
  'clientSecret',
  'settings.entityId',
  'settings.ssoUrl',
  'settings.certificates',
  'settings.certificates.0',
  'settings.emailAttribute',
  'settings.nameAttribute',
  'settings.groupsAttribute',
] as const

const isTicked = (form: FormData, name: string): boolean => form.get(name) !== null

/** The settings of an OpenID provider as the form says them. */
export const oidcSettingsOf = (form: FormData) => ({
  issuer: textOf(form, 'issuer') ?? '',
  clientId: textOf(form, 'clientId') ?? '',
  groupsClaim: textOf(form, 'groupsClaim'),
  trustsEmail: isTicked(form, 'trustsEmail'),
  trustsFactor: isTicked(form, 'trustsFactor'),
})

/** The settings of a SAML provider as the form says them. */
export const samlSettingsOf = (form: FormData) => ({
  entityId: textOf(form, 'entityId') ?? '',
  ssoUrl: textOf(form, 'ssoUrl') ?? '',
  certificates: certificatesIn(textOf(form, 'certificate') ?? ''),
  emailAttribute: textOf(form, 'emailAttribute'),
  nameAttribute: textOf(form, 'nameAttribute'),
  groupsAttribute: textOf(form, 'groupsAttribute'),
  wantsResponseSigned: isTicked(form, 'wantsResponseSigned'),
  trustsFactor: isTicked(form, 'trustsFactor'),
})

/** The settings of an OpenID provider, or null for one of SAML. */
export const oidcOf = (settings: ProviderView['settings']) => ('issuer' in settings ? settings : null)

/** The settings of a SAML provider, or null for one of OpenID. */
export const samlOf = (settings: ProviderView['settings']) => ('entityId' in settings ? settings : null)
