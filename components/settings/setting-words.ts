import type { Text } from '#components/language/use-text.ts'
import type { ListOutgoingAllowOutput, SessionSettingsView } from '#lib/modules/access/schemas.ts'
import type { ListAnchorsOutput } from '#lib/modules/audit/schemas.ts'
import type { ListSignOnOutput } from '#lib/modules/identity/schemas.ts'
import type { EscalationPolicyView } from '#lib/modules/oncall/schemas.ts'
import type { ProvisioningOutput } from '#lib/modules/scim/schemas.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { SESSION_KINDS } from '#lib/core/session-limits.ts'

/** How long sessions last: unused, and in all, by kind of role. */
export const sessionWords = (
  t: Text<'settings'>,
  { limits }: Pick<SessionSettingsView, 'limits'>,
): readonly string[] =>
  SESSION_KINDS.map((kind) => {
    const { idleMinutes, absoluteMinutes } = limits[kind]
    return t(`words.session.${kind}`, {
      idle: formatSeconds(idleMinutes * 60),
      all: formatSeconds(absoluteMinutes * 60),
    })
  })

/** What the sign-in policy of a scope asks for, and what a scope above it asks for already. */
export function signInWords(
  t: Text<'settings'>,
  { policy }: Pick<ListSignOnOutput, 'policy'>,
): readonly string[] {
  const { requireFactor, signOnOnly, fromAbove } = policy
  return [
    t(fromAbove.requireFactor ? 'words.factorAbove' : requireFactor ? 'words.factor' : 'words.factorByRole'),
    t(fromAbove.signOnOnly ? 'words.signOnAbove' : signOnOnly ? 'words.signOn' : 'words.everyWay'),
  ]
}

/** Who vouches for members, and for which domains. */
export const providerWords = (
  t: Text<'settings'>,
  { providers, domains }: ListSignOnOutput,
): readonly string[] => [
  t('words.providers', { count: providers.length }),
  t('words.domains', { count: domains.length }),
]

/** Which private addresses calls may reach. */
export const outgoingWords = (
  t: Text<'settings'>,
  { entries }: ListOutgoingAllowOutput,
): readonly string[] => [
  entries.length === 0 ? t('words.noNetwork') : t('words.networks', { count: entries.length }),
]

/** Who is paged, in which order. */
export function escalationWords(
  t: Text<'settings'>,
  { origin, steps, version }: EscalationPolicyView,
): readonly string[] {
  const people = new Set(steps.flatMap(({ members }) => members.map(({ id }) => id))).size
  const whole = t('words.steps', { steps: steps.length, people })
  if (origin === 'fallback') return [whole, t('words.nobodySet')]
  return [whole, origin === 'own' ? t('words.version', { version: String(version) }) : t('words.asPlatform')]
}

/** What keeps members in step. */
export const provisioningWords = (
  t: Text<'settings'>,
  { tokens, groups }: ProvisioningOutput,
): readonly string[] => [
  t('words.tokens', { count: tokens.length }),
  t('words.groups', { count: groups.length }),
]

/** Who outside holds the heads of the audit chains. */
export const witnessWords = (
  t: Text<'settings'>,
  { witnesses, hasOutsideWitness }: ListAnchorsOutput,
): readonly string[] => [
  t('words.witnesses', { count: witnesses.length }),
  t(hasOutsideWitness ? 'words.outside' : 'words.noOutside'),
]

/** Hours in words: days from two of them on. */
export const hoursWords = (hours: number): string => formatSeconds(hours * 3600)
