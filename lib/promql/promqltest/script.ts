import { parseDuration } from '../syntax/duration.ts'

/** What a case expects besides values. */
export interface Expectation {
  readonly type: 'fail' | 'warn' | 'info' | 'no_warn' | 'no_info' | 'ordered' | 'string'
  /** The exact text of a message or string, or a pattern that is part of one. */
  readonly text?: string | undefined
  readonly pattern?: RegExp | undefined
}

/** When a case is evaluated, in milliseconds. */
export type EvalTimes =
  | { readonly kind: 'instant'; readonly timeMs: number }
  | { readonly kind: 'range'; readonly startMs: number; readonly endMs: number; readonly stepMs: number }

/** One evaluation with what it has to give. */
export interface EvalCommand {
  readonly kind: 'eval'
  /** Line of the file, from 1. */
  readonly line: number
  readonly query: string
  readonly times: EvalTimes
  readonly expectations: readonly Expectation[]
  /** The expected series, or one lone number. */
  readonly results: readonly string[]
}

/** A line of a test script with what is indented below it. */
export type Command =
  | { readonly kind: 'clear' }
  | {
      readonly kind: 'load'
      readonly stepMs: number
      readonly withHistograms: boolean
      readonly series: readonly string[]
    }
  | EvalCommand

const LOAD = /^load(_with_nhcb)?\s+(\S+)$/
const INSTANT = /^eval(?:_(fail|ordered|warn|info))?\s+instant\s+at\s+(\S+)\s+(.+)$/
const RANGE = /^eval(?:_(fail|warn|info))?\s+range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)\s+(.+)$/
const EXPECT = /^expect\s+(fail|warn|info|no_warn|no_info|ordered|string)\b\s*(?:(msg|regex)\s*:)?\s*(.*)$/

/** Reads a time of a script, a duration or a number of seconds, in milliseconds. */
function readTime(text: string): number {
  const duration = parseDuration(text)
  if (duration !== undefined) return duration
  const seconds = Number(text)
  if (!Number.isFinite(seconds)) throw new RangeError(`${text} is no time`)
  return seconds * 1000
}

/** Quotes around a text are not part of it. */
function unquoted(text: string): string {
  const match = /^(["`])([^]*)\1$/.exec(text)
  return match?.[2] ?? text
}

function readExpectation(line: string): Expectation | undefined {
  const old = /^expected_fail_(message|regexp)\s+(.*)$/.exec(line)
  if (old !== null) {
    const [, how, text = ''] = old
    return how === 'message' ? { type: 'fail', text } : { type: 'fail', pattern: new RegExp(text) }
  }
  const match = EXPECT.exec(line)
  if (match === null) return undefined
  const [, name = '', how, rest = ''] = match
  const type = (['fail', 'warn', 'info', 'no_warn', 'no_info', 'ordered', 'string'] as const).find(
    (one) => one === name,
  )
  if (type === undefined) return undefined
  if (type === 'string') return { type, text: unquoted(rest) }
  if (how === 'regex') return { type, pattern: new RegExp(unquoted(rest)) }
  return { type, text: how === 'msg' ? unquoted(rest) : undefined }
}

/** `eval_fail` and the like expect the same as a line below would. */
const OLD_FORMS: Readonly<Record<string, Expectation>> = {
  fail: { type: 'fail' },
  ordered: { type: 'ordered' },
  warn: { type: 'warn' },
  info: { type: 'info' },
}

interface EvalLine {
  readonly form: string
  readonly times: EvalTimes
  readonly query: string
}

function readEvalLine(text: string): EvalLine | undefined {
  const instant = INSTANT.exec(text)
  if (instant !== null) {
    const [, form = '', time = '', query = ''] = instant
    return { form, times: { kind: 'instant', timeMs: readTime(time) }, query }
  }
  const range = RANGE.exec(text)
  if (range === null) return undefined
  const [, form = '', start = '', end = '', step = '', query = ''] = range
  const times = { startMs: readTime(start), endMs: readTime(end), stepMs: readTime(step) }
  return { form, times: { kind: 'range', ...times }, query }
}

function readEval(line: number, text: string, below: readonly string[]): EvalCommand | undefined {
  const head = readEvalLine(text)
  if (head === undefined) return undefined
  const old = OLD_FORMS[head.form]
  const expectations: Expectation[] = old === undefined ? [] : [old]
  const results: string[] = []
  for (const one of below) {
    const expectation = readExpectation(one)
    if (expectation === undefined) results.push(one)
    else expectations.push(expectation)
  }
  return { kind: 'eval', line, query: head.query, times: head.times, expectations, results }
}

function readCommand(line: number, text: string, below: readonly string[]): Command {
  if (text === 'clear') return { kind: 'clear' }
  const load = LOAD.exec(text)
  if (load !== null) {
    return {
      kind: 'load',
      stepMs: readTime(load[2] ?? ''),
      withHistograms: load[1] !== undefined,
      series: below,
    }
  }
  const command = readEval(line, text, below)
  if (command === undefined) throw new RangeError(`line ${line}: cannot read ${JSON.stringify(text)}`)
  return command
}

/** Reads a test script: commands that run in order. Throws a RangeError that names a line which is none. */
export function readScript(script: string): readonly Command[] {
  const lines = script.split('\n').map((line) => (line.trim().startsWith('#') ? '' : line.trim()))
  const commands: Command[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at] ?? ''
    if (text === '') continue
    // What belongs to a command follows it up to the next empty line.
    const empty = text === 'clear' ? at + 1 : lines.indexOf('', at)
    const end = empty === -1 ? lines.length : empty
    commands.push(readCommand(at + 1, text, lines.slice(at + 1, end)))
    at = end - 1
  }
  return commands
}
