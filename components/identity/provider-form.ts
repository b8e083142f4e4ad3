import { typedText } from '#components/forms/typed-text.ts'
import type { CreateProviderInput, ProviderView } from '#lib/modules/identity/schemas.ts'

/** The protocol of a provider. */
export type ProviderKind = CreateProviderInput['kind']

/** The settings as they are typed: those of both protocols, each of which shows its own. */
export interface TypedSettings {
  readonly issuer: string
  readonly clientId: string
  readonly groupsClaim: string
  readonly trustsEmail: boolean
  readonly trustsFactor: boolean
  readonly entityId: string
  readonly ssoUrl: string
  /** One below the other. */
  readonly certificates: string
  readonly emailAttribute: string
  readonly nameAttribute: string
  readonly groupsAttribute: string
  readonly wantsResponseSigned: boolean
}

const BLANK: TypedSettings = {
  issuer: '',
  clientId: '',
  groupsClaim: '',
  trustsEmail: false,
  trustsFactor: false,
  entityId: '',
  ssoUrl: '',
  certificates: '',
  emailAttribute: '',
  nameAttribute: '',
  groupsAttribute: '',
  wantsResponseSigned: false,
}

/** A field of the settings, by its name in the form and in the API. */
export type SettingsField = `settings.${keyof TypedSettings}` | 'clientSecret'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

/** The certificates in a text, one below the other; a text without any is given on as it is, to be refused by name. */
export function certificatesIn(text: string): string[] {
  const found = text.match(CERTIFICATE)
  return found === null ? [text] : [...found]
}

/** What stands in the fields at first: nothing, or the settings that there are. */
export function typedSettings(known?: ProviderView['settings']): TypedSettings {
  if (known === undefined) return BLANK
  if ('issuer' in known) return { ...BLANK, ...known }
  return { ...BLANK, ...known, certificates: known.certificates.join('\n') }
}

/** The settings of an OpenID provider as they were typed; what is empty is left to the server. */
export const oidcSettingsOf = (typed: TypedSettings) => ({
  issuer: typed.issuer,
  clientId: typed.clientId,
  groupsClaim: typedText(typed.groupsClaim),
  trustsEmail: typed.trustsEmail,
  trustsFactor: typed.trustsFactor,
})

/** The settings of a SAML provider as they were typed; what is empty is left to the server. */
export const samlSettingsOf = (typed: TypedSettings) => ({
  entityId: typed.entityId,
  ssoUrl: typed.ssoUrl,
  certificates: certificatesIn(typed.certificates.trim()),
  emailAttribute: typedText(typed.emailAttribute),
  nameAttribute: typedText(typed.nameAttribute),
  groupsAttribute: typedText(typed.groupsAttribute),
  wantsResponseSigned: typed.wantsResponseSigned,
  trustsFactor: typed.trustsFactor,
})
