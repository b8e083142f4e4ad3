import type { Scope } from '#lib/core/scope.ts'
import type { Database } from '#lib/infra/db/index.ts'
import type { EngineClient } from '#lib/infra/engine/engine-client.ts'
import type { Archive } from './archive.ts'
import { csvLine } from './domain/csv.ts'
import { LEAVING_RULES, ruleOf, SEEN_THROUGH } from './domain/leaving-rules.ts'
import { exportMetrics } from './export-metrics.ts'
import type { ExportManifest } from './schemas.ts'

/** Told how far an export is; rejects when it is to stop. */
export type Progress = (progress: HowFar) => Promise<void>

interface HowFar {
  readonly part: string
  readonly partsDone: number
  readonly partsAll: number
  readonly rows: number
}

/** The tables that are exported, in the order of their names. */
const TABLES = [...Object.keys(SEEN_THROUGH), ...Object.keys(LEAVING_RULES)]
  .filter((table) => ruleOf(table)?.leftOut === null)
  .toSorted((a, b) => a.localeCompare(b))

/** The metrics count as one part. */
const PARTS_ALL = TABLES.length + 1

/** What is not in an archive, and why: it stands in the manifest. */
export const EXCLUDED: ExportManifest['excluded'] = [
  ...Object.entries({ ...SEEN_THROUGH, ...LEAVING_RULES }).flatMap(([table, { leftOut, secret }]) => [
    ...(leftOut === null ? [] : [{ table, column: null, why: leftOut }]),
    ...Object.entries(secret).map(([column, why]) => ({ table, column, why })),
  ]),
  {
    table: 'member',
    column: null,
    why: 'passwords, factors, sessions and channels belong to the members themselves',
  },
]

const IN_ONE = 5000

/** What the tables of an archive are made of. */
interface TablesParts {
  readonly database: Database
  readonly scope: Scope
  readonly note: Progress
  /** Characters after which no more rows are written, of whatever table; without it everything is. */
  readonly most?: number
}

/** The tables of a tenant at one moment. */
type Snapshot = Parameters<Parameters<Database['snapshot']>[1]>[0]

/** Reads the rows of tables until they are longer than `most` characters together. */
function rowsUpTo(reader: Snapshot, most: number): Snapshot['rows'] {
  let length = 0
  return async function* upTo(table, columns) {
    if (length > most) return
    for await (const batch of reader.rows(table, columns)) {
      yield batch
      length += batch.reduce((sum, { json }) => sum + json.length, 0)
      if (length > most) return
    }
  }
}

/** Writes every table as JSON Lines and as CSV, as all of them were at one moment. Returns how many rows there are. */
export async function writeTables(
  archive: Archive,
  { database, scope, note, most = Infinity }: TablesParts,
): Promise<number> {
  let total = 0
  await database.snapshot(scope, async (reader) => {
    const rowsOf = rowsUpTo(reader, most)
    for (const [partsDone, table] of TABLES.entries()) {
      const secret = ruleOf(table)?.secret ?? {}
      const columns = (reader.columns.get(table) ?? []).filter((column) => !(column in secret))
      await note({ part: table, partsDone, partsAll: PARTS_ALL, rows: total })
      const files = ['jsonl', 'csv'].map((ending) => ({ path: `tables/${table}.${ending}`, table }))
      const before = total
      const written = await archive.addFiles(files, async ([json, csv]) => {
        let noted = 0
        await csv?.write(csvLine(columns))
        for await (const batch of rowsOf(table, columns)) {
          await json?.write(batch.map((row) => `${row.json}\n`).join(''), batch.length)
          await csv?.write(batch.map((row) => csvLine(row.cells)).join(''), batch.length)
          noted += batch.length
          if (noted % IN_ONE === 0)
            await note({ part: table, partsDone, partsAll: PARTS_ALL, rows: before + noted })
        }
      })
      total += written
    }
  })
  return total
}

/** Writes the series and samples that the engine holds of the tenant. Returns how far the export is with them. */
export async function writeMetrics(
  archive: Archive,
  parts: {
    readonly engine: EngineClient
    readonly scope: Scope
    readonly end: Date
    readonly retentionSeconds: number
    readonly note: Progress
    readonly before: number
  },
): Promise<HowFar> {
  const { engine, scope, note, before } = parts
  const howFar = (rows: number, partsDone = TABLES.length): HowFar => ({
    part: 'metrics',
    partsDone,
    partsAll: PARTS_ALL,
    rows: before + rows,
  })
  let rows = 0
  await note(howFar(0))
  const files = ['series', 'samples'].map((what) => ({
    path: `metrics/${what}.jsonl`,
    table: `metrics.${what}`,
  }))
  await archive.addFiles(files, async ([series, samples]) => {
    for await (const { kind, ...line } of exportMetrics(engine, scope, parts)) {
      await (kind === 'series' ? series : samples)?.write(`${JSON.stringify(line)}\n`, 1)
      rows += 1
      if (rows % IN_ONE === 0) await note(howFar(rows))
    }
  })
  return howFar(rows, PARTS_ALL)
}
