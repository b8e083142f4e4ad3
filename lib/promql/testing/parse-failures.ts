import assert from 'node:assert/strict'
import { parse } from '../parse.ts'
import { PromqlError } from '../promql-error.ts'

/** The error that a text gives when it is parsed; fails when it gives none. */
export function failureOf(text: string): PromqlError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof PromqlError) return error
    throw error
  }
  return assert.fail(`${text} was read`)
}

/** A text, the place of its fault (line:column of the start, and the text there), and the message. */
export type FailureCase = readonly [text: string, place: string, message: string]

/** Checks that texts fail at these places with these messages. */
export function checkFailures(cases: readonly FailureCase[], kind: PromqlError['kind']): void {
  for (const [text, place, message] of cases) {
    const error = failureOf(text)
    assert.equal(error.message, message, text)
    assert.equal(error.kind, kind, text)
    const at = error.position
    assert.ok(at !== undefined, text)
    assert.equal(`${at.line}:${at.column} ${text.slice(at.start, at.end)}`.trim(), place, text)
  }
}
