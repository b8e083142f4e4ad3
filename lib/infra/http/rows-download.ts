import { csvRow, type CsvCell } from '#lib/core/csv.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { Download } from './download.ts'

/** The head of a column of an export, and what stands below it. */
export type ExportColumn<View> = readonly [head: string, cell: (view: View) => CsvCell]

/** A list that is written to a file. */
export interface RowsFile<View> {
  /** What the list is of, in letters and hyphens: the beginning of the name of the file. */
  readonly name: string
  /** The field of the JSON that holds the rows, the same as in the answer of the list. */
  readonly field: string
  readonly format: 'csv' | 'json'
  readonly columns: readonly ExportColumn<View>[]
  readonly views: AsyncIterable<View> | Iterable<View>
}

async function* csvPieces<View>({ columns, views }: RowsFile<View>): AsyncGenerator<string> {
  yield csvRow(columns.map(([head]) => head))
  for await (const view of views) yield csvRow(columns.map(([, cell]) => cell(view)))
}

async function* jsonPieces<View>({ field, views }: RowsFile<View>): AsyncGenerator<string> {
  let isFirst = true
  yield `{${JSON.stringify(field)}:[`
  for await (const view of views) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(view)}`
    isFirst = false
  }
  yield '\n]}\n'
}

/** A list as a file, CSV or JSON, a row to a line, written while it is read. */
export function rowsDownload<View>(
  { scope, clock }: Pick<RequestContext, 'scope' | 'clock'>,
  file: RowsFile<View>,
): Download {
  const day = clock.now().toISOString().slice(0, 10)
  const isCsv = file.format === 'csv'
  return new Download({
    fileName: `${file.name}-${formatScopeParam(scope)}-${day}.${file.format}`,
    contentType: isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    pieces: isCsv ? csvPieces(file) : jsonPieces(file),
  })
}

/** How many rows of a list are read at once. */
const BATCH = 200

/**
 * The rows of a list whose ids are of one moment, read in turn while they are written: which rows there are, and their order,
 * does not change on the way, and whatever changes meanwhile is in the file once.
 */
export async function* viewsInTurn<View>(
  ids: readonly string[],
  read: (batch: readonly string[]) => Promise<readonly View[]>,
): AsyncGenerator<View> {
  for (let at = 0; at < ids.length; at += BATCH) yield* await read(ids.slice(at, at + BATCH))
}
