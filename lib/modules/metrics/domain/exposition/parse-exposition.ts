import { compareCodePoints, METRIC_NAME, type FlatLabels } from '../labels.ts'
import { LineScanner, type ExpositionError } from './line-scanner.ts'

export { ExpositionError } from './line-scanner.ts'

/** One sample line. */
export interface ExposedSample {
  /** Sorted, with the metric name; labels with an empty value are left out. */
  readonly labels: FlatLabels
  readonly value: number
  /** Milliseconds since 1970 when the line carries a time, else null: the moment of the scrape counts. */
  readonly timeMs: number | null
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const INFINITE = /^([+-]?)inf(?:inity)?$/i
const INTEGER = /^-?\d+$/

/**
 * Reads the Prometheus text format 0.0.4, or OpenMetrics text when `isOpenMetrics` (times in seconds, exemplars, which are
 * passed over, and an end mark). Throws `ExpositionError` naming the first bad line: half a scrape is none.
 */
export function parseExposition(text: string, isOpenMetrics = false): ExposedSample[] {
  const samples: ExposedSample[] = []
  let line = 0
  for (let from = 0; from < text.length;) {
    line++
    const newline = text.indexOf('\n', from)
    const to = newline === -1 ? text.length : newline
    const content = text.slice(from, to).trim()
    from = to + 1
    if (content === '# EOF') break
    if (content === '' || content.startsWith('#')) continue
    samples.push(parseSample(new LineScanner(content, line), isOpenMetrics))
  }
  return samples
}

function parseSample(scanner: LineScanner, isOpenMetrics: boolean): ExposedSample {
  const pairs: [string, string][] = []
  if (scanner.peek() !== '{') pairs.push([METRIC_NAME, scanner.name('a metric name')])
  scanner.skipBlanks()
  if (scanner.accept('{')) parseLabels(scanner, pairs)
  scanner.skipBlanks()
  const value = parseValue(scanner)
  scanner.skipBlanks()
  let timeMs: number | null = null
  if (!scanner.isAtEnd() && scanner.peek() !== '#') {
    timeMs = parseTime(scanner, isOpenMetrics)
    scanner.skipBlanks()
  }
  if (!scanner.isAtEnd() && !(isOpenMetrics && scanner.peek() === '#'))
    throw scanner.unexpected('the end of the line')
  return { labels: sortLabels(pairs, scanner), value, timeMs }
}

/** Labels up to the closing brace. A text in quotes without `=` is the metric name, as in `{"http.requests", code="200"}`. */
function parseLabels(scanner: LineScanner, pairs: [string, string][]): void {
  scanner.skipBlanks()
  while (!scanner.accept('}')) {
    const isQuoted = scanner.peek() === '"'
    const name = scanner.name('a label name or }')
    scanner.skipBlanks()
    if (scanner.accept('=')) {
      scanner.skipBlanks()
      pairs.push([name, scanner.quoted()])
    } else if (isQuoted) {
      pairs.push([METRIC_NAME, name])
    } else {
      throw scanner.unexpected('=')
    }
    scanner.skipBlanks()
    if (!scanner.accept(',') && scanner.peek() !== '}') throw scanner.unexpected(', or }')
    scanner.skipBlanks()
  }
}

function parseValue(scanner: LineScanner): number {
  const word = scanner.word()
  if (DECIMAL.test(word)) return Number(word)
  if (/^[+-]?nan$/i.test(word)) return Number.NaN
  const infinite = INFINITE.exec(word)
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  throw word === ''
    ? scanner.unexpected('a value')
    : scanner.error(`${JSON.stringify(word.slice(0, 40))} is not a number`)
}

function parseTime(scanner: LineScanner, isOpenMetrics: boolean): number {
  const word = scanner.word()
  if (isOpenMetrics ? !DECIMAL.test(word) : !INTEGER.test(word)) {
    const unit = isOpenMetrics ? 'seconds' : 'whole milliseconds'
    throw scanner.error(`${JSON.stringify(word.slice(0, 40))} is not a time in ${unit}`)
  }
  return isOpenMetrics ? Math.round(Number(word) * 1000) : Number(word)
}

function sortLabels(pairs: readonly [string, string][], scanner: LineScanner): FlatLabels {
  const sorted = pairs.toSorted(([a], [b]) => compareCodePoints(a, b))
  sorted.forEach(([name], index) => {
    if (sorted[index + 1]?.[0] === name) throw duplicateLabel(scanner, name)
  })
  if (!sorted.some(([name, value]) => name === METRIC_NAME && value !== ''))
    throw scanner.error('the metric has no name')
  return sorted.filter(([, value]) => value !== '').flat()
}

const duplicateLabel = (scanner: LineScanner, name: string): ExpositionError =>
  scanner.error(`the label ${JSON.stringify(name.slice(0, 60))} stands twice`)
