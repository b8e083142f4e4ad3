/** One measured line: what it is, our figure, the peer's at equal settings, and whether our aim is met. */
export interface BenchRow {
  /** What was measured, with its unit: `cold start, s`. */
  readonly name: string
  readonly ours: number
  /** The peer's figure; null where there is no peer. */
  readonly peer: number | null
  /** Ours divided by the peer's; null without a peer. */
  readonly ratio: number | null
  /** The aim in words: `≤ 10`. */
  readonly aim: string
  readonly ok: boolean
}

/** Where a bench puts what it measured. */
export interface BenchReport {
  /** Adds a row. `peer` null where there is none; `isMet` decides on the aim from our figure and the ratio. */
  row(line: {
    readonly name: string
    readonly ours: number
    readonly peer?: number | null
    readonly aim: string
    readonly isMet: (ours: number, ratio: number | null) => boolean
  }): void
  /** Says what is going on; not part of the result. */
  say(text: string): void
}

/** What whoever runs a bench may choose. */
export interface BenchOptions {
  /** How many rows to fill a database with; for benches that do. */
  readonly rows?: number
  /** True for a smaller measurement, which shows that everything can be measured; for benches that have one. */
  readonly isQuick?: boolean
}

/** A benchmark: `bench/NAME.bench.ts` has one as its default export. It makes what it needs and takes 12 minutes at most. */
export interface Bench {
  readonly name: string
  run(report: BenchReport, options: BenchOptions): Promise<void>
}

const round = (value: number): number => Number(value.toPrecision(4))

/** A report that keeps its rows; `say` goes to standard error, so that standard output holds only the result. */
export function collectRows(): BenchReport & { readonly rows: readonly BenchRow[] } {
  const rows: BenchRow[] = []
  return {
    rows,
    row({ name, ours, peer = null, aim, isMet }) {
      const ratio = peer === null ? null : ours / peer
      rows.push({
        name,
        ours: round(ours),
        peer: peer === null ? null : round(peer),
        ratio: ratio === null ? null : round(ratio),
        aim,
        ok: isMet(ours, ratio),
      })
    },
    say(text) {
      console.error(text)
    },
  }
}

/** The rows as a table for people. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = [
    ['', 'ours', 'peer', 'ratio', 'aim', ''],
    ...rows.map(({ name, ours, peer, ratio, aim, ok }) => [
      name,
      String(ours),
      String(peer ?? '–'),
      String(ratio ?? '–'),
      aim,
      ok ? 'met' : 'MISSED',
    ]),
  ]
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const align = (text: string, column: number): string =>
    column === 0 || column > 3 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
  return cells.map((row) => row.map(align).join('  ').trimEnd()).join('\n')
}
