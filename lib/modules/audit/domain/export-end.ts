/** How an export ended, as its file says it. */
export interface ExportEnd {
  /** The cursor for `after` where it was cut at its limit; null when it holds everything. */
  readonly next: string | null
}

/** Characters at the end of a file in which its last line has room, the longest cursor included. */
export const EXPORT_TAIL = 1_000_000

const LAST_ROW = /(?:^|\n)next,+([a-z0-9:;@-]+),\r?\n$/

/**
 * Reads from the end of an exported file whether it was cut, and where to go on. Null for JSON Lines without their last
 * line: the file was broken off on its way. A table has no such line, and is whole when it came through.
 */
export function readExportEnd(format: 'csv' | 'jsonl', tail: string): ExportEnd | null {
  if (format === 'csv') return { next: LAST_ROW.exec(tail)?.[1] ?? null }
  const last = tail.trimEnd().split('\n').at(-1) ?? ''
  const next = /^\{"type":"end",.*"next":(null|"[a-z0-9:;@-]+"),"cursor":/.exec(last)?.[1]
  if (next === undefined) return null
  return { next: next === 'null' ? null : next.slice(1, -1) }
}
