import { ApiProblem, type ProblemCode } from '../api-problem.ts'

/** What became of rows that were acted on one after another. */
export interface EachOutcome<Row> {
  readonly done: readonly Row[]
  /** What the server refused, and why; what comes after it was tried all the same. */
  readonly refused: readonly { readonly row: Row; readonly why: string }[]
  /** What was not tried: somebody stopped it, or there was no use in going on. */
  readonly left: readonly Row[]
  /** Why there was no use in going on; null where nothing stood in the way. */
  readonly failure: string | null
}

/** Refusals that the next row would meet too. */
const POINTLESS: readonly ProblemCode[] = [
  'unauthenticated',
  'step_up_required',
  'suspended',
  'limit_exceeded',
  'unavailable',
  'unreachable',
]

/** What `runEach` tells, and asks, while it runs. */
export interface EachWatch {
  /** Called before each row with how many came before it. */
  readonly onNext: (tried: number) => void
  readonly isStopped: () => boolean
}

/** Acts on rows one after another. A row that is refused does not keep the others; it throws only what is no answer of the server. */
export async function runEach<Row>(
  rows: readonly Row[],
  act: (row: Row) => Promise<unknown>,
  { onNext, isStopped }: EachWatch,
): Promise<EachOutcome<Row>> {
  const done: Row[] = []
  const refused: { row: Row; why: string }[] = []
  for (const [tried, row] of rows.entries()) {
    if (isStopped()) return { done, refused, left: rows.slice(tried), failure: null }
    onNext(tried)
    try {
      await act(row)
      done.push(row)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (POINTLESS.includes(error.code))
        return { done, refused, left: rows.slice(tried), failure: error.message }
      refused.push({ row, why: error.message })
    }
  }
  return { done, refused, left: [], failure: null }
}

/** More rows than this are not gathered at once. */
export const MOST_GATHERED = 2000

/** A page of a list, and where the next one begins. */
export interface GatheredPage<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** All rows of a list, page by page, at most `MOST_GATHERED`. */
export async function gatherRows<Row>(
  readPage: (after: string | null) => Promise<GatheredPage<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const page: GatheredPage<Row> = await readPage(after)
    rows.push(...page.rows)
    after = page.next
  } while (after !== null && rows.length < MOST_GATHERED)
  return rows.slice(0, MOST_GATHERED)
}
