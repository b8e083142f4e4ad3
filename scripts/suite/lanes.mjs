// In which order test files run: what a file says of itself, in a line of its own, e.g. `// suite: long`.
import { readFileSync } from 'node:fs'

/**
 * What a file can say of itself:
 *  - `long`: begins first, so that no single file runs on alone at the end,
 *  - `waits`: spends its time on delays of the product, which no processor shortens, and runs beside the others.
 */
const MARK = /^\/\/ suite: (long|waits)$/m

/** Splits files, in their order, into those that share the lanes and those that run one after the other beside them. */
export function lanesOf(files, textOf = (file) => readFileSync(file, 'utf8')) {
  const of = { long: [], plain: [], waits: [] }
  for (const file of files) of[MARK.exec(textOf(file))?.[1] ?? 'plain'].push(file)
  return { shared: [...of.long, ...of.plain], beside: of.waits }
}
