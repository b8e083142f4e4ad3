const UNITS = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const

const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/
const DECIMAL = /^(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?$/
const HEXADECIMAL = /^0[xX][\da-fA-F_]+$/
const OCTAL = /^0[0-7_]+$/

/** Milliseconds of a text such as `1h30m`, or undefined when it is none. Units must go from large to small, each once. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0
  const match = DURATION.exec(text)
  if (match === null || text === '') return undefined
  return UNITS.reduce((sum, [, ms], index) => sum + Number(match[index + 1] ?? 0) * ms, 0)
}

/**
 * The value of an unsigned number as PromQL writes it: decimal, hexadecimal, octal with a leading 0, with `_` between
 * digits, `Inf`, `NaN`, or a duration, which is its number of seconds. Undefined when the text is none of them.
 */
export function parseNumber(text: string): number | undefined {
  const lower = text.toLowerCase()
  if (lower === 'inf') return Infinity
  if (lower === 'nan') return NaN
  const digits = text.replaceAll('_', '')
  if (HEXADECIMAL.test(text)) return Number(digits)
  if (OCTAL.test(text)) return Number.parseInt(digits, 8)
  if (DECIMAL.test(text)) return Number(digits)
  const duration = parseDuration(text)
  return duration === undefined ? undefined : duration / 1000
}

/** A duration in Prometheus' canonical form, for example `1h30m`; negative ones have a leading `-`. Whole milliseconds only. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s'
  let rest = Math.abs(milliseconds)
  let text = milliseconds < 0 ? '-' : ''
  for (const [unit, ms] of UNITS) {
    // Years and weeks only when nothing is left over: 8d is said as 8d, 7d as 1w.
    if (ms >= 604_800_000 && rest % ms !== 0) continue
    const count = Math.floor(rest / ms)
    if (count > 0) text += `${count}${unit}`
    rest -= count * ms
  }
  return text
}
