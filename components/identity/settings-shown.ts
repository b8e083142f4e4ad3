import type { ProviderView } from '#lib/modules/identity/schemas.ts'

type Settings = ProviderView['settings']
/** The name of a setting of either protocol. */
type SettingName<S = Settings> = S extends unknown ? keyof S : never

/** What each setting is called: the last part of the key of its text, as in the form that changes it. */
const LABELS = {
  issuer: 'issuer',
  clientId: 'client',
  groupsClaim: 'claim',
  trustsEmail: 'trustsEmail',
  trustsFactor: 'trustsFactor',
  entityId: 'entity',
  ssoUrl: 'sso',
  certificates: 'certificates',
  emailAttribute: 'emailAttribute',
  nameAttribute: 'nameAttribute',
  groupsAttribute: 'groupsAttribute',
  wantsResponseSigned: 'signed',
} as const satisfies Record<SettingName, string>

/** A setting to read: its label, and all of what it is set to. */
export interface SettingShown {
  readonly label: (typeof LABELS)[SettingName]
  /** A text, one below the other where there are several; or whether it is on. */
  readonly value: string | boolean
}

const isLabelled = (name: string): name is SettingName => Object.hasOwn(LABELS, name)

/** Every setting of a provider, whole: what somebody confirms decides who comes in, so they read all of it. */
export const settingsShown = (settings: Settings): SettingShown[] =>
  Object.entries(settings).flatMap(([name, value]) =>
    isLabelled(name) ? [{ label: LABELS[name], value: Array.isArray(value) ? value.join('\n') : value }] : [],
  )
