/** A table that refers to another one. */
export interface Reference {
  readonly from: string
  readonly to: string
}

/**
 * The tables in an order in which their rows can go: whoever refers goes before what is referred to. Throws for a circle,
 * which no order can serve.
 */
export function deletionOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const waiting = new Set(tables)
  const order: string[] = []
  while (waiting.size > 0) {
    const free = [...waiting]
      .filter(
        (table) => !references.some(({ from, to }) => to === table && from !== table && waiting.has(from)),
      )
      .toSorted((a, b) => a.localeCompare(b))
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...waiting].join(', ')}`)
    for (const table of free) waiting.delete(table)
    order.push(...free)
  }
  return order
}
