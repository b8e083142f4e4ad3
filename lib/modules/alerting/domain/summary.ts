const PLACEHOLDER = /\{\{\s*(?:\$labels\.(?<label>[A-Za-z_][A-Za-z0-9_]*)|\$(?<value>value))\s*\}\}/g

/** The longest summary that is kept. */
const LONGEST = 500

/** A value as people read it: six significant digits at most. */
export const formatValue = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value)

/**
 * Fills a summary in: `{{ $labels.name }}` and `{{ $value }}`. A label that the alert does not have reads as nothing.
 * There is nothing else in a template, so text of a tenant is never run.
 */
export function renderSummary(
  template: string,
  alert: { readonly labels: Readonly<Record<string, string>>; readonly value: number | null },
): string {
  const text = template.replaceAll(PLACEHOLDER, (...match: unknown[]) => {
    const [, label] = match
    if (typeof label === 'string')
      return Object.hasOwn(alert.labels, label) ? (alert.labels[label] ?? '') : ''
    return alert.value === null ? '' : formatValue(alert.value)
  })
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

/** What is wrong with a template, one sentence; null when nothing is. */
export function faultOfSummary(template: string): string | null {
  const rest = template.replaceAll(PLACEHOLDER, '')
  const open = /\{\{.{0,40}/.exec(rest)
  if (open === null) return rest.includes('}}') ? 'there is a }} without its {{' : null
  return `${JSON.stringify(open[0])} is neither {{ $labels.name }} nor {{ $value }}`
}
