import type { PlainText, Say } from '#lib/core/say.ts'
import { STATE_ORDER } from './worst-state.ts'

/** What kind of thing a line of news is about. */
export const NEWS_KINDS = [
  'incident',
  'service',
  'rule',
  'source',
  'credential',
  'role',
  'certificate',
  'setting',
] as const
/** What kind of thing a line of news is about. */
export type NewsKind = (typeof NEWS_KINDS)[number]

/** How a line is marked: a state of health, or `changed` for what is neither good nor bad. */
export const NEWS_MARKS = [...STATE_ORDER, 'changed'] as const
/** How a line is marked. */
export type NewsMark = (typeof NEWS_MARKS)[number]

/** The object of an act, as the audit chain knows it. */
export interface NewsTarget {
  readonly kind: string
  readonly id: string
}

/** One thing that changed, or that is about to. */
export interface NewsLine {
  /** Stable while the thing is the same. */
  readonly key: string
  readonly kind: NewsKind
  readonly mark: NewsMark
  /** When it changed, or when it will be wrong, in milliseconds since 1970. */
  readonly atMs: number
  readonly title: string
  /** What an act was done to, where the title does not name it. */
  readonly target?: NewsTarget
  /** One sentence; empty when the title says it all. */
  readonly detail: string
  readonly platformId: string | null
  readonly tenantId: string | null
  /** Path within the scope that reads it. */
  readonly path: string
}

/** Milliseconds without a sample from which a source counts as silent. */
export const SILENT_MS = 5 * 60_000
/** Milliseconds without a sample from which a source is named as about to go silent. */
export const QUIET_MS = 2 * 60_000
/** How far ahead the ends of credentials, roles and certificates are named, in milliseconds. */
export const AHEAD_MS = 14 * 86_400_000
/** How far back changes are named, in milliseconds. */
export const NEWS_MS = 7 * 86_400_000

/** Acts on settings and on who may come in that are news of their own; what people do to incidents and rules is told by these. */
const SETTINGS: Readonly<Record<string, PlainText>> = {
  'platform.create': 'A platform was created',
  'platform.rename': 'A platform got another name',
  'tenant.create': 'A tenant was created',
  'tenant.update': 'A tenant was changed',
  'scrape-target.create': 'A scrape target was added',
  'scrape-target.remove': 'A scrape target was removed',
  'escalation-policy.set': 'The escalation policy was changed',
  'identity-provider.create': 'An identity provider was added',
  'identity-provider.update': 'An identity provider was changed',
  'identity-provider.remove': 'An identity provider was removed',
  'sign-in-policy.set': 'The sign-in policy was changed',
  'session-limits.set': 'The session limits were changed',
  'member.bind': 'A member got a role',
  'member.remove-binding': 'A member lost a role',
  'apikey.create': 'An API key was created',
  'apikey.revoke': 'An API key was revoked',
  'outgoing.allow': 'An address was allowed for outgoing requests',
  'outgoing.remove': 'An address is no longer allowed for outgoing requests',
  'rule.delete': 'A rule was deleted',
}

/** The acts of the audit chain that are news. */
export const NEWS_ACTIONS: readonly string[] = Object.keys(SETTINGS)

/** What an act of the audit chain is called as news. */
export function settingWords(say: Say, action: string): string {
  const text = SETTINGS[action]
  return text === undefined ? action : say(text)
}

/** A title with the name of what it is about, where that is known: `A tenant was created: Merbau`. */
export const titleWith = (title: string, name: string | undefined): string =>
  name === undefined ? title : `${title}: ${name}`

const byTime = (a: NewsLine, b: NewsLine): number =>
  a.atMs === b.atMs ? a.key.localeCompare(b.key) : a.atMs - b.atMs

/** The newest lines, at most `limit`. */
export const newestFirst = (lines: readonly NewsLine[], limit: number): readonly NewsLine[] =>
  lines.toSorted((a, b) => byTime(b, a)).slice(0, limit)

/** The lines that are due next, at most `limit`. */
export const soonestFirst = (lines: readonly NewsLine[], limit: number): readonly NewsLine[] =>
  lines.toSorted(byTime).slice(0, limit)
