/** What stands in the boxes, and the queries of the address to which it belongs. */
export interface Drafts {
  readonly of: readonly string[]
  readonly texts: readonly string[]
  /** Queries that were put into the address and have not arrived there yet; null while none are on their way. */
  readonly sent: readonly string[] | null
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, i) => text === other[i])

/**
 * What stands in the boxes once an address with these queries is there. Another address takes the place of what was typed; the one
 * that these boxes sent does not, for whoever types on while it arrives loses nothing.
 */
export function draftsAt(held: Drafts, queries: readonly string[]): Drafts {
  if (isSame(held.of, queries)) return held
  const isOurs = held.sent !== null && isSame(held.sent, queries)
  return { of: queries, texts: isOurs ? held.texts : queries, sent: null }
}
