import { askedOf, listFaults, readListFilter, type ListSpec } from '#components/shell/list-filter.ts'
import type { ListAddress } from '#components/shell/list-table.tsx'
import { DomainError } from '#lib/core/errors.ts'
import { firstState, type Search } from './open-page.ts'

/** A list as its page begins. */
export interface OpenList<Sort extends string, Output> {
  readonly address: ListAddress<Sort>
  /** What the server knew; null where the role of the reader does not reach. */
  readonly first: Output | null
}

/**
 * Reads the list that an address names. What it says wrongly is as usual, and so is a place whose row is gone by now: the
 * first page is shown, and a notice says so.
 */
export async function openList<Sort extends string, Output>(
  spec: ListSpec<Sort>,
  search: Search,
  list: (asked: ReturnType<typeof askedOf<Sort>>) => Promise<Output>,
): Promise<OpenList<Sort, Output>> {
  const filter = readListFilter(spec, search)
  const faults = listFaults(spec, search)
  const gone = Symbol('the row is gone')
  const first = await firstState(async () => {
    try {
      return await list(askedOf(filter))
    } catch (error) {
      const isGone = error instanceof DomainError && error.code === 'invalid_input'
      if (filter.after === null || !isGone) throw error
      return gone
    }
  })
  if (first !== gone) return { address: { spec, filter, faults }, first }
  const whole = { ...filter, after: null }
  return {
    address: { spec, filter: whole, faults: [...faults, 'place'] },
    first: await firstState(async () => await list(askedOf(whole))),
  }
}
