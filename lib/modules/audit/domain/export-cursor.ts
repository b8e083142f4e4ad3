/** How far each chain was exported: the number of the last record that somebody has, by the key of the chain. */
export type Positions = ReadonlyMap<string, bigint>

/** Begins a cursor of several chains, which is nothing secret: whoever changes it asks for other records of their own. */
const MARK = 'heads'

const PLACE = String.raw`[a-z0-9:-]{1,80}@\d{1,18}`

/** What a cursor may look like: `heads;<chain>@<number>;…` of an export, or `<chain>@<number>` of one record. */
export const CURSOR = new RegExp(`^(?:${MARK}(?:;${PLACE})*|${PLACE})$`)

/** Characters of a cursor; together with the rest it has to fit into the body of a request. */
export const LONGEST_CURSOR = 900_000

/** Chains that fit into a cursor with keys and numbers of any length that we give. */
export const MOST_CHAINS = 10_000

/** Where an export goes on. */
export interface Cursor {
  readonly positions: Positions
  /** The chain in which the export before was cut; its place is the first one. */
  readonly last: string | null
  /** False for the place of one record, which says nothing about other chains. */
  readonly isOfAll: boolean
}

/** Reads a cursor that matches `CURSOR`. A chain that stands twice counts as far as it was had less. */
export function readCursor(text: string): Cursor {
  const [first = '', ...rest] = text.split(';')
  const isOfAll = first === MARK
  const positions = new Map<string, bigint>()
  for (const place of isOfAll ? rest : [first]) {
    const [chain = '', seq = '0'] = place.split('@')
    const known = positions.get(chain)
    const at = BigInt(seq)
    positions.set(chain, known !== undefined && known < at ? known : at)
  }
  const [last = null] = positions.keys()
  return { positions, last, isOfAll }
}

/** Writes a cursor; `last` is the chain in which the export was cut, null when it came to the end of all of them. */
export function writeCursor(positions: Positions, last: string | null): string {
  const places = [...positions].toSorted(([a], [b]) => {
    if (a === last || b === last) return a === last ? -1 : 1
    return a < b ? -1 : 1
  })
  return [MARK, ...places.map(([chain, seq]) => `${chain}@${seq}`)].join(';')
}

/**
 * The chains in the order of an export: by their keys, beginning behind the one in which the export before was cut. So a
 * chain that grows faster than it is fetched does not keep the others waiting.
 */
export function inTurn<T extends { readonly key: string }>(heads: readonly T[], last: string | null): T[] {
  const sorted = heads.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  if (last === null) return sorted
  return [...sorted.filter(({ key }) => key > last), ...sorted.filter(({ key }) => key <= last)]
}
