import { invalidField, type DomainError } from './errors.ts'

/** Which part of a list is asked for; without a limit all of it. */
export interface Place {
  /** The `next` of the page before. */
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

/** Part of a list, and how it goes on. */
export interface ListPage<Row> {
  readonly rows: readonly Row[]
  /** Where the next page goes on; null at the end. */
  readonly next: string | null
  /** How many rows there are on all pages. */
  readonly total: number
}

/** Refuses a place that is in no list: its row is gone, or was never there. */
export const noSuchPlace = (): DomainError =>
  invalidField('after', 'the `next` of the page before, unchanged')

/**
 * A page of a list that is read whole, because there is a limit to how many of its rows anybody can make. The place is the
 * last row before it. Throws `invalid_input` for a row that is not in the list any more.
 */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { after, limit }: Place,
): ListPage<Row> {
  const before = after === undefined ? -1 : rows.findIndex(({ id }) => id === after)
  if (after !== undefined && before < 0) throw noSuchPlace()
  const end = limit === undefined ? rows.length : before + 1 + limit
  const page = rows.slice(before + 1, end)
  return { rows: page, next: end < rows.length ? (page.at(-1)?.id ?? null) : null, total: rows.length }
}

/** The ids of a page, and where the next one goes on, of up to one id more than the page holds. */
export function cutPage(
  found: readonly string[],
  limit: number | undefined,
): { readonly ids: readonly string[]; readonly next: string | null } {
  const ids = found.slice(0, limit)
  return { ids, next: found.length > ids.length ? (ids.at(-1) ?? null) : null }
}

/** How many rows pass a filter, of counts by kind. */
export const totalOf = (counted: readonly { readonly found: number }[]): number =>
  counted.reduce((sum, { found }) => sum + found, 0)

/** How many rows are asked for by their ids at once. */
const BATCH = 500

/** Reads the rows of many ids, some at a time: a query has only so many parameters. */
export async function inBatches<Row>(
  ids: readonly string[],
  read: (batch: readonly string[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < ids.length; at += BATCH) rows.push(...(await read(ids.slice(at, at + BATCH))))
  return rows
}

/** The rows in the order of their ids; one that is not there any more is left out. */
export function inOrderOf<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): Row[] {
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Whether one of some texts holds what is looked for, in any case; true when nothing is. */
export function holds(wanted: string | undefined, ...texts: readonly (string | null)[]): boolean {
  if (wanted === undefined) return true
  const part = wanted.toLowerCase()
  return texts.some((text) => text?.toLowerCase().includes(part) === true)
}

/** Tells which of two rows comes first. */
export type Compare<Row> = (a: Row, b: Row) => number

const COLLATOR = new Intl.Collator('en')

/** Compares by a text, as people sort names. */
export const byText =
  <Row>(textOf: (row: Row) => string): Compare<Row> =>
  (a, b) =>
    COLLATOR.compare(textOf(a), textOf(b))

/** Compares by a figure. */
export const byFigure =
  <Row>(figureOf: (row: Row) => number): Compare<Row> =>
  (a, b) =>
    figureOf(a) - figureOf(b)

/** Compares by a moment; what has none comes last. */
export const byMoment =
  <Row>(momentOf: (row: Row) => string | null): Compare<Row> =>
  (a, b) => {
    const [first, second] = [momentOf(a), momentOf(b)]
    if (first === null || second === null) return Number(first === null) - Number(second === null)
    return first < second ? -1 : Number(first > second)
  }

/** The other way round. */
export const reversed =
  <Row>(compare: Compare<Row>): Compare<Row> =>
  (a, b) =>
    compare(b, a)

/** Compares by the first question that tells two rows apart; their ids do in the end, so that no order is left to chance. */
export const inTurn =
  <Row extends { readonly id: string }>(...compares: readonly Compare<Row>[]): Compare<Row> =>
  (a, b) => {
    for (const compare of compares) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return a.id < b.id ? -1 : Number(a.id > b.id)
  }
