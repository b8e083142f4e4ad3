import type { SchemaIssue } from '#components/forms/form-faults.ts'
import type { Text } from '#components/language/use-text.ts'
import { isRole, type Role } from '#lib/core/roles.ts'

/** A group and the role that it gives. */
interface GroupRole {
  readonly group: string
  readonly role: Role
}

/** Writes groups as lines of `group = role`, to be edited as text. */
export const groupLines = (mapping: readonly { readonly group: string; readonly role: string }[]): string =>
  mapping.map(({ group, role }) => `${group} = ${role}`).join('\n')

/** Reads lines of `group = role`; a number says which line cannot be read. A group may hold `=` itself. */
export function parseGroupLines(text: string): readonly GroupRole[] | number {
  const mapping: GroupRole[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const equals = line.lastIndexOf('=')
    const group = line.slice(0, equals).trim()
    const role = line
      .slice(equals + 1)
      .trim()
      .toLowerCase()
      .replaceAll(' ', '_')
    if (equals < 1 || group === '' || !isRole(role)) {
      return at + 1
    }
    mapping.push({ group, role })
  }
  return mapping
}

/** What is wrong with lines of groups, for the field that holds them; nothing when each can be read. */
export function mappingFaults(t: Text<'identity'>, text: string): readonly SchemaIssue[] {
  const read = parseGroupLines(text)
  return typeof read === 'number' ? [{ path: ['mapping'], message: t('field.line', { line: read }) }] : []
}

/** The groups of lines without a fault; none of lines with one, which are not sent. */
export function mappingOf(text: string): GroupRole[] {
  const read = parseGroupLines(text)
  return typeof read === 'number' ? [] : [...read]
}
