import { evaluateInstant, evaluateRange } from '../evaluate/query.ts'
import type { Result, ResultData } from '../evaluate/result.ts'
import { parse } from '../parse.ts'
import { PromqlError } from '../promql-error.ts'
import { typeOf } from '../syntax/types.ts'
import { MemorySource } from './memory-source.ts'
import { histogramOf, readNumber, readSeries } from './series-notation.ts'
import type { NotedSeries } from './series-notation.ts'
import { readScript } from './script.ts'
import type { Command, EvalCommand, EvalTimes, Expectation } from './script.ts'

/** How a case ended: `unsupported` ones say why they could not be run. */
export type Outcome =
  | { readonly status: 'passed'; readonly line: number; readonly annotations: number }
  | { readonly status: 'failed'; readonly line: number; readonly query: string; readonly problem: string }
  | { readonly status: 'unsupported'; readonly line: number; readonly reason: string }

const EPSILON = 1e-6
const SMALLEST_NORMAL = 2.2250738585072014e-308

/** Equal within a relative error of 1e-6; NaN equals NaN. */
export function isAlmostEqual(a: number, b: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true
  const sum = Math.abs(a) + Math.abs(b)
  const distance = Math.abs(a - b)
  if (a === 0 || b === 0 || sum < SMALLEST_NORMAL) return distance < EPSILON * SMALLEST_NORMAL
  return distance / Math.min(sum, Number.MAX_VALUE) < EPSILON
}

class Mismatch extends Error {
  override readonly name = 'Mismatch'
}

function fail(problem: string): never {
  throw new Mismatch(problem)
}

/** The points of a series by time. */
type Points = ReadonlyMap<number, number>

function actualSeries(data: ResultData): Map<string, { readonly text: string; readonly points: Points }> {
  const all = new Map<string, { readonly text: string; readonly points: Points }>()
  if (data.type === 'vector') {
    for (const { labels, value } of data.samples) {
      all.set(labels.key(), { text: labels.toString(), points: new Map([[data.timeMs, value]]) })
    }
  }
  if (data.type === 'matrix') {
    for (const { labels, timestamps, values } of data.series) {
      const points = new Map(
        Array.from(timestamps, (time, index): [number, number] => [time, values[index] ?? NaN]),
      )
      all.set(labels.key(), { text: labels.toString(), points })
    }
  }
  return all
}

function expectedPoints({ points }: NotedSeries, startMs: number, stepMs: number): Points {
  const expected = new Map<number, number>()
  for (const [index, point] of points.entries()) {
    if (typeof point === 'number') expected.set(startMs + index * stepMs, point)
  }
  return expected
}

function comparePoints(name: string, actual: Points, expected: Points): void {
  for (const [time, value] of expected) {
    const got = actual.get(time)
    if (got === undefined) fail(`${name} has no value at ${time} ms, expected ${value}`)
    if (!isAlmostEqual(got, value)) fail(`${name} at ${time} ms: expected ${value}, got ${got}`)
  }
  for (const time of actual.keys())
    if (!expected.has(time)) fail(`${name} has an unexpected value at ${time} ms`)
}

function compareSeries(command: EvalCommand, data: ResultData, times: EvalTimes): void {
  const actual = actualSeries(data)
  const [startMs, stepMs] = times.kind === 'instant' ? [times.timeMs, 0] : [times.startMs, times.stepMs]
  for (const line of command.results) {
    const expected = readSeries(line)
    const key = expected.labels.key()
    const got = actual.get(key)
    if (got === undefined) fail(`missing ${expected.labels.toString()}`)
    comparePoints(got.text, got.points, expectedPoints(expected, startMs, stepMs))
    actual.delete(key)
  }
  const [extra] = actual.values()
  if (extra !== undefined) fail(`unexpected ${extra.text}`)
}

function compareOrder(command: EvalCommand, data: ResultData): void {
  const expected = command.results.map((line) => readSeries(line).labels.toString())
  const actual = data.type === 'vector' ? data.samples.map(({ labels }) => labels.toString()) : []
  if (expected.join('\n') !== actual.join('\n'))
    fail(`order: expected ${expected.join(' ')}, got ${actual.join(' ')}`)
}

function compareScalar(expected: number, data: ResultData): void {
  if (data.type !== 'scalar') fail(`expected a scalar, got ${data.type}`)
  if (!isAlmostEqual(data.value, expected)) fail(`expected ${expected}, got ${data.value}`)
}

function compare(command: EvalCommand, data: ResultData): void {
  const text = command.expectations.find(({ type }) => type === 'string')?.text
  if (text !== undefined) {
    if (data.type !== 'string' || data.value !== text) fail(`expected the string ${JSON.stringify(text)}`)
    return
  }
  const [only] = command.results
  const scalar = only !== undefined && command.results.length === 1 ? readNumber(only) : undefined
  if (scalar !== undefined) return compareScalar(scalar, data)
  compareSeries(command, data, command.times)
  if (command.expectations.some(({ type }) => type === 'ordered')) compareOrder(command, data)
}

const isMet = ({ text, pattern }: Expectation, message: string): boolean =>
  (text === undefined || message === text) && (pattern === undefined || pattern.test(message))

/** Checks warnings and infos, and says how many expectations there were. */
function compareAnnotations(command: EvalCommand, result: Result): number {
  const messages = {
    warn: result.warnings.map(({ message }) => message),
    info: result.infos.map(({ message }) => message),
  }
  let checked = 0
  for (const expectation of command.expectations) {
    const { type } = expectation
    if (type === 'warn' || type === 'info') {
      checked += 1
      const got = messages[type]
      if (!got.some((message) => isMet(expectation, message)))
        fail(`${type} missing; got ${JSON.stringify(got)}`)
    }
    if (type === 'no_warn' || type === 'no_info') {
      checked += 1
      const got = messages[type === 'no_warn' ? 'warn' : 'info']
      if (got.length > 0) fail(`unexpected: ${got.join(', ')}`)
    }
  }
  return checked
}

/** An instant query is also the middle step of a range query, and must give the same there. */
async function compareAsRange(command: EvalCommand, source: MemorySource, timeMs: number): Promise<void> {
  const expr = parse(command.query)
  const type = typeOf(expr)
  if (type !== 'scalar' && type !== 'vector') return
  const stepMs = 60_000
  const times = { startMs: timeMs - stepMs, endMs: timeMs + stepMs, stepMs }
  const { data } = await evaluateRange(expr, source, times)
  if (data.type !== 'matrix') fail('a range query gives a matrix')
  const series = data.series.flatMap(({ labels, timestamps, values }) => {
    const at = timestamps.indexOf(timeMs)
    return at === -1 ? [] : [{ labels, value: values[at] ?? NaN }]
  })
  const [only] = series
  const middle: ResultData =
    type === 'scalar'
      ? { type, timeMs, value: only?.value ?? NaN }
      : { type: 'vector', timeMs, samples: series }
  const unordered = command.expectations.filter(({ type: one }) => one !== 'ordered')
  compare({ ...command, expectations: unordered }, middle)
}

async function evaluate(command: EvalCommand, source: MemorySource): Promise<Result> {
  const expr = parse(command.query)
  const { times } = command
  return times.kind === 'instant'
    ? await evaluateInstant(expr, source, times)
    : await evaluateRange(expr, source, times)
}

function unsupportedReason(error: PromqlError): string {
  if (error.message.includes('native histograms')) return 'a function or operator of native histograms'
  if (error.message.includes('experimental')) return 'an experimental function or aggregation'
  return error.message
}

async function runEval(command: EvalCommand, source: MemorySource): Promise<Outcome> {
  const { line, query } = command
  const failure = command.expectations.find(({ type }) => type === 'fail')
  source.takeHistogramMark()
  try {
    const result = await evaluate(command, source)
    if (source.takeHistogramMark())
      return { status: 'unsupported', line, reason: 'samples are native histograms' }
    if (failure !== undefined) fail('expected an error')
    compare(command, result.data)
    if (command.times.kind === 'instant') await compareAsRange(command, source, command.times.timeMs)
    return { status: 'passed', line, annotations: compareAnnotations(command, result) }
  } catch (error) {
    return outcomeOf(command, error, source.takeHistogramMark(), failure)
  }

  function outcomeOf(
    { line: at }: EvalCommand,
    error: unknown,
    hasMetHistogram: boolean,
    expected: Expectation | undefined,
  ): Outcome {
    if (error instanceof Mismatch) return { status: 'failed', line: at, query, problem: error.message }
    if (!(error instanceof PromqlError)) throw error
    if (error.kind === 'unsupported')
      return { status: 'unsupported', line: at, reason: unsupportedReason(error) }
    if (hasMetHistogram) return { status: 'unsupported', line: at, reason: 'samples are native histograms' }
    if (expected !== undefined && isMet(expected, error.message)) {
      return { status: 'passed', line: at, annotations: 0 }
    }
    return { status: 'failed', line: at, query, problem: `error: ${error.message}` }
  }
}

function load(command: Extract<Command, { kind: 'load' }>, source: MemorySource): void {
  for (const line of command.series) {
    const { labels, points } = readSeries(line)
    source.add(labels, 0, command.stepMs, points)
    const histogram = command.withHistograms ? histogramOf(labels) : undefined
    if (histogram !== undefined) source.addHistogram(histogram)
  }
}

/** Runs a test script and says of each of its cases how it ended. */
export async function runScript(script: string): Promise<readonly Outcome[]> {
  const source = new MemorySource()
  const outcomes: Outcome[] = []
  for (const command of readScript(script)) {
    if (command.kind === 'clear') source.clear()
    else if (command.kind === 'load') load(command, source)
    else outcomes.push(await runEval(command, source))
  }
  return outcomes
}
