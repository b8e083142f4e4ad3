import type { ApiProblem } from '#components/shell/api-problem.ts'

/** Where in a query something is wrong, line and column counted from 1, and what. */
export interface EngineFault {
  readonly message: string
  /** Null where the engine names no place: the expression is right, and the data or a limit refused it. */
  readonly place: { readonly line: number; readonly column: number } | null
}

const PLACED = /^(\d+):(\d+): ([^]+)$/

/** What the engine said about one query: with the place that it named, as Prometheus writes it (`1:5: parse error: …`). */
export function engineFault(problem: Pick<ApiProblem, 'message' | 'faults'>): EngineFault {
  const said = problem.faults.find(({ field }) => field === 'query')?.problem ?? problem.message
  const [, line, column, message] = PLACED.exec(said) ?? []
  if (message === undefined) return { message: sentence(said), place: null }
  return { message: sentence(message), place: { line: Number(line), column: Number(column) } }
}

const sentence = (text: string): string => {
  const trimmed = text.trim()
  const full = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?]$/.test(full) ? full : `${full}.`
}

/** The range of a text that an error marks: from its place to the end of the word there, as offsets. */
export function faultSpan(
  text: string,
  place: NonNullable<EngineFault['place']>,
): { readonly from: number; readonly to: number } {
  const lines = text.split('\n')
  const before = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
  const from = Math.min(text.length, before + Math.max(0, place.column - 1))
  const word = /^[\w:.]+/.exec(text.slice(from))?.[0] ?? ''
  const to = Math.min(text.length, from + Math.max(1, word.length))
  // Something is marked also where the text ends too early.
  return from === to ? { from: Math.max(0, from - 1), to } : { from, to }
}
