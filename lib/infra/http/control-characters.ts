import { DomainError, invalidField, type FieldFault } from '#lib/core/errors.ts'
import { isRecord } from '#lib/core/unsafe.ts'

/** All of ASCII's control characters but tab and line ends, which text of several lines holds. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/

const PROBLEM = 'control characters, such as NUL or escape, cannot be part of it; leave them out'

/** In a name also what ends a line or begins a sequence of C1: names are repeated in errors and logs. */
const CONTROL_IN_NAME = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/

/** Refuses names of query parameters that hold a control character, without repeating them. */
export function refuseControlNames(names: readonly string[]): void {
  if (names.some((name) => CONTROL_IN_NAME.test(name)))
    throw invalidField('(query)', `a name in it: ${PROBLEM}`)
}

function* faultsIn(value: unknown, path: string): Generator<FieldFault> {
  if (typeof value === 'string') {
    if (CONTROL.test(value)) yield { field: path === '' ? '(body)' : path, problem: PROBLEM }
    return
  }
  const entries = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : []
  for (const [key, inner] of entries) {
    const name = String(key)
    if (CONTROL.test(name))
      yield { field: path === '' ? '(body)' : path, problem: `a name in it: ${PROBLEM}` }
    else yield* faultsIn(inner, path === '' ? name : `${path}.${name}`)
  }
}

/**
 * Refuses control characters anywhere in what a request brought, by the name of the field: Postgres cannot keep a NUL,
 * and an escape sequence acts in the terminal of whoever reads a log or an export.
 */
export function refuseControlCharacters(input: unknown): void {
  const faults = [...faultsIn(input, '')].slice(0, 20)
  if (faults.length === 0) return
  const summary = faults.map(({ field, problem }) => `${field}: ${problem}`).join('; ')
  throw new DomainError('invalid_input', summary, { faults })
}
