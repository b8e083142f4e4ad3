/** A page of a list, and where the next one begins. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** Reads a list from its first page to its last; `seen` hears how many rows were read so far. */
export async function everyRow<Row>(
  load: (after: string | undefined) => Promise<Page<Row>>,
  seen: (rows: number) => void,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let after: string | undefined; ;) {
    const page = await load(after)
    rows.push(...page.rows)
    seen(rows.length)
    if (page.next === null) return rows
    after = page.next
  }
}
