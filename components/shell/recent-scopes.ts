import { parseScopeParam } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** Where they are kept; `forgetRecent` removes them. */
export const RECENT_SCOPES_KEY = 'bw-recent-scopes'
const KEPT = 6
const LONGEST = 200

/** A short text, or null. */
const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= LONGEST ? value : null

/** Reads one kept scope; empty for anything else than what `withRecentScope` writes. */
function readOption(value: unknown): readonly ScopeOption[] {
  if (!isRecord(value)) return []
  const [param, name] = [textOf(value['param']), textOf(value['name'])]
  const ref = param === null ? null : parseScopeParam(param)
  if (param === null || name === null || ref === null) return []
  const [platformId, platformName] = [textOf(value['platformId']), textOf(value['platformName'])]
  return [{ param, kind: ref.kind, name, platformId, platformName }]
}

/** The scopes of a kept text, newest first; none for what cannot be read. */
export function parseRecentScopes(text: string | null): readonly ScopeOption[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(parsed) ? parsed.flatMap(readOption).slice(0, KEPT) : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** The text that keeps the scopes and a new one before them; each stands once. */
export const withRecentScope = (recent: readonly ScopeOption[], chosen: ScopeOption): string =>
  JSON.stringify([chosen, ...recent.filter(({ param }) => param !== chosen.param)].slice(0, KEPT))

/** The scopes that were chosen in this tab before, newest first: they end with the tab, as what somebody looked at is theirs. */
export const readRecentScopes = (): readonly ScopeOption[] =>
  parseRecentScopes(sessionStorage.getItem(RECENT_SCOPES_KEY))

/** Keeps a scope that was chosen. */
export const keepRecentScope = (chosen: ScopeOption): void =>
  sessionStorage.setItem(RECENT_SCOPES_KEY, withRecentScope(readRecentScopes(), chosen))
