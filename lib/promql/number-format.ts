/**
 * A number as Prometheus' HTTP API writes values: the shortest digits that read back as the same number, `+Inf`, `-Inf`,
 * `NaN`, and an exponent of at least two digits below 1e-6 and from 1e21 on (Go's strconv with 'f' or 'e' and −1).
 */
export function formatValue(value: number): string {
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  return text.includes('e') ? text.replace(/e([+-])(\d)$/, 'e$10$2') : text
}

/** The same without an exponent, however many digits that takes (Go's strconv with 'f' and −1). */
export function formatPlain(value: number): string {
  const text = formatValue(value)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (match === null) return text
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match
  const exponent = Number(exponentText)
  const digits = whole + fraction
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  return sign + digits.padEnd(exponent + 1, '0')
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const INFINITE = /^([+-]?)inf(?:inity)?$/i

/**
 * Reads a number as Go's strconv.ParseFloat does, decimal forms, infinities and NaN: how the label `le` of histogram
 * buckets is read. Undefined when the text is no number.
 */
export function parseFloatText(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text)
  if (/^nan$/i.test(text)) return NaN
  const infinite = INFINITE.exec(text)
  if (infinite === null) return undefined
  return infinite[1] === '-' ? -Infinity : Infinity
}
