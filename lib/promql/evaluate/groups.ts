import type { Labels } from '../labels.ts'
import { METRIC_NAME } from '../syntax/ast.ts'

/** How an aggregation divides series: by some labels, or without some. */
export interface Grouping {
  readonly without: boolean
  readonly grouping: readonly string[]
}

/** The groups of an aggregation, numbered in the order in which they appear. */
export class Groups {
  readonly labels: Labels[] = []
  readonly #indices = new Map<string, number>()
  readonly #names: readonly string[]
  readonly #nameSet: ReadonlySet<string>
  readonly #without: boolean

  constructor({ without, grouping }: Grouping) {
    this.#without = without
    this.#names = grouping
    this.#nameSet = new Set(without ? [METRIC_NAME, ...grouping] : grouping)
  }

  /** The number of the group that a series belongs to. */
  indexOf(labels: Labels): number {
    const key = this.#key(labels)
    const known = this.#indices.get(key)
    if (known !== undefined) return known
    const index = this.labels.length
    this.#indices.set(key, index)
    this.labels.push(this.#without ? labels.without(this.#nameSet) : labels.only(this.#nameSet))
    return index
  }

  #key(labels: Labels): string {
    if (this.#without) return labels.keyWithout(this.#nameSet)
    return this.#names.length === 0 ? '' : labels.keyOf(this.#names)
  }
}

/** The indices of the series of each group, by the number of the group. */
export function membersOf(groups: Groups, series: readonly Labels[]): readonly (readonly number[])[] {
  const members: number[][] = []
  for (const [index, labels] of series.entries()) {
    const group = groups.indexOf(labels)
    const known = members[group]
    if (known === undefined) members[group] = [index]
    else known.push(index)
  }
  return members
}
