/** Rows that somebody has chosen, by their keys, and the one that a range goes on from. */
export interface ChosenRows {
  readonly keys: ReadonlySet<string>
  /** The row that was chosen or let go last. */
  readonly anchor: string | null
}

/** No row is chosen. */
export const NO_ROWS: ChosenRows = { keys: new Set(), anchor: null }

/** A row chosen, or let go when it was. */
export function withToggled({ keys }: ChosenRows, key: string): ChosenRows {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return { keys: next, anchor: key }
}

/** Every row between the one chosen last and this one, both included, in the order in which they stand. */
export function withRange(chosen: ChosenRows, order: readonly string[], key: string): ChosenRows {
  const from = chosen.anchor === null ? -1 : order.indexOf(chosen.anchor)
  const to = order.indexOf(key)
  if (from === -1 || to === -1) return withToggled(chosen, key)
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { keys: new Set([...chosen.keys, ...between]), anchor: key }
}

/** All of these rows, or none when all of them are chosen already. */
export function withAll({ keys }: ChosenRows, order: readonly string[]): ChosenRows {
  const hasAll = order.every((key) => keys.has(key))
  return hasAll ? NO_ROWS : { keys: new Set([...keys, ...order]), anchor: null }
}
