/** What of an entry only its opened payload tells. */
export interface SearchedFacts {
  readonly actorId: string
  readonly actorName: string | null
  readonly targetId: string
  readonly targetName: string | null
  readonly ip: string | null
  readonly action: string
  readonly details: Readonly<Record<string, unknown>> | null
}

/** The part of a filter that the database cannot answer, because names, addresses and details are sealed there. */
export interface SealedFilter {
  /** Part of a name, or an id. */
  readonly actor?: string | undefined
  /** An IP address, whole. */
  readonly address?: string | undefined
  /** Part of a name, an action or the details. */
  readonly text?: string | undefined
}

/** True when a filter needs payloads to be opened. */
export const needsPayload = ({ actor, address, text }: SealedFilter): boolean =>
  actor !== undefined || address !== undefined || text !== undefined

const holds = (whole: string | null, part: string): boolean =>
  whole !== null && whole.toLowerCase().includes(part.toLowerCase())

/** True when an entry passes; letters match in either case. */
export function passes(facts: SearchedFacts, { actor, address, text }: SealedFilter): boolean {
  if (actor !== undefined && facts.actorId !== actor && !holds(facts.actorName, actor)) return false
  if (address !== undefined && facts.ip !== address) return false
  if (text === undefined) return true
  const details = facts.details === null ? null : JSON.stringify(facts.details)
  return [facts.actorName, facts.targetName, facts.targetId, facts.action, details].some((one) =>
    holds(one, text),
  )
}
