import type { SchemaIssue } from './form-faults.ts'

/** A control, with what the browser makes of what was typed into it. */
export interface JudgedControl {
  readonly name: string
  readonly type: string
  readonly validity: Pick<ValidityState, 'badInput'>
}

/** What a control asks for that the browser could not read. */
export type Unread = 'moment' | 'number' | 'other'

const KINDS: Readonly<Partial<Record<string, Unread>>> = { 'datetime-local': 'moment', number: 'number' }

/**
 * What was typed and cannot be read by the browser: a date without its time, a number with letters. Such a control says that
 * it is empty, and no schema can tell it from one that is.
 */
export const unreadIssues = (
  controls: readonly JudgedControl[],
  say: (kind: Unread) => string,
): readonly SchemaIssue[] =>
  controls
    .filter(({ name, validity }) => name !== '' && validity.badInput)
    .map(({ name, type }) => ({ path: [name], message: say(KINDS[type] ?? 'other') }))
