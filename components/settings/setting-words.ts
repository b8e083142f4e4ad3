import { SESSION_KIND_WORDS } from '#components/access/session-kind-words.ts'
import type { ListOutgoingAllowOutput, SessionSettingsView } from '#lib/modules/access/schemas.ts'
import type { ListAnchorsOutput } from '#lib/modules/audit/schemas.ts'
import type { ListSignOnOutput } from '#lib/modules/identity/schemas.ts'
import type { EscalationPolicyView } from '#lib/modules/oncall/schemas.ts'
import type { ProvisioningOutput } from '#lib/modules/scim/schemas.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { SESSION_KINDS } from '#lib/core/session-limits.ts'

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** How long sessions last: unused, and in all, by kind of role. */
export const sessionWords = ({ limits }: Pick<SessionSettingsView, 'limits'>): readonly string[] =>
  SESSION_KINDS.map((kind) => {
    const { idleMinutes, absoluteMinutes } = limits[kind]
    return `${SESSION_KIND_WORDS[kind].name}: ${formatSeconds(idleMinutes * 60)} unused, ${formatSeconds(absoluteMinutes * 60)} in all`
  })

/** What the sign-in policy of a scope asks for, and what a scope above it asks for already. */
export function signInWords({ policy }: Pick<ListSignOnOutput, 'policy'>): readonly string[] {
  const { requireFactor, signOnOnly, fromAbove } = policy
  const factor = fromAbove.requireFactor
    ? 'A second factor is required, as a scope above asks for it'
    : requireFactor
      ? 'A second factor is required'
      : 'A second factor is asked for as the roles say'
  const ways = fromAbove.signOnOnly
    ? 'Sign-on alone, as a scope above asks for it'
    : signOnOnly
      ? 'Sign-on alone'
      : 'Every way of signing in is open'
  return [factor, ways]
}

/** Who vouches for members, and for which domains. */
export const providerWords = ({ providers, domains }: ListSignOnOutput): readonly string[] => [
  counted(providers.length, 'identity provider', 'identity providers'),
  counted(domains.length, 'e-mail domain', 'e-mail domains'),
]

/** Which private addresses calls may reach. */
export const outgoingWords = ({ entries }: ListOutgoingAllowOutput): readonly string[] => [
  entries.length === 0
    ? 'No private address may be reached'
    : `${counted(entries.length, 'private network', 'private networks')} may be reached`,
]

/** Who is paged, in which order. */
export function escalationWords({ origin, steps, version }: EscalationPolicyView): readonly string[] {
  const people = new Set(steps.flatMap(({ members }) => members.map(({ id }) => id))).size
  const whole = `${counted(steps.length, 'step', 'steps')}, ${counted(people, 'person', 'people')}`
  if (origin === 'fallback') return [whole, 'Nobody set one: the admins are paged']
  return [whole, origin === 'own' ? `Version ${version}` : 'As the platform has it']
}

/** What keeps members in step. */
export const provisioningWords = ({ tokens, groups }: ProvisioningOutput): readonly string[] => [
  counted(tokens.length, 'token', 'tokens'),
  counted(groups.length, 'group', 'groups'),
]

/** Who outside holds the heads of the audit chains. */
export const witnessWords = ({ witnesses, hasOutsideWitness }: ListAnchorsOutput): readonly string[] => [
  counted(witnesses.length, 'witness', 'witnesses'),
  hasOutsideWitness ? 'Heads reach somebody outside' : 'Heads reach nobody outside now',
]

/** Hours in words: days from two of them on. */
export const hoursWords = (hours: number): string => formatSeconds(hours * 3600)
