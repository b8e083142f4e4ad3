import type { Compared, Comparison, Condition } from './protocol/filter.ts'

type Where = Readonly<Record<string, unknown>>

const TEXT_OPERATORS = { co: 'contains', sw: 'startsWith', ew: 'endsWith' } as const
const ORDER_OPERATORS = { gt: 'gt', ge: 'gte', lt: 'lt', le: 'lte' } as const

/** A text as a pattern that means itself: Prisma writes (I)LIKE without regard to case, and takes the text as it is. */
const literally = (value: Compared['value']): Compared['value'] =>
  typeof value === 'string' ? value.replaceAll(/[\\%_]/g, String.raw`\$&`) : value

/** Resources that refer to one with this id, or to none for null. */
function refersTo(column: string, value: Compared['value']): Where {
  const [relation, id] = column === 'members' ? ['users', 'userId'] : ['groups', 'groupId']
  return { [relation]: value === null ? { none: {} } : { some: { [id]: value } } }
}

/** Columns without a value in some rows. A comparison with one of those is false, not unknown, so that `not` is true. */
const OPTIONAL = ['externalId', 'givenName', 'familyName', 'formatted']

function compared(comparison: Compared): Where {
  const { op, column, kind, value } = comparison
  if (op === 'ne') return { NOT: compared({ ...comparison, op: 'eq' }) }
  const condition = compareValue({ op, column, kind, value })
  const mayBeUnknown = OPTIONAL.includes(column) && value !== null
  return mayBeUnknown ? { AND: [{ [column]: { not: null } }, condition] } : condition
}

function compareValue({
  op,
  column,
  kind,
  value,
}: Compared & { readonly op: Exclude<Comparison, 'ne'> }): Where {
  if (kind === 'reference') return refersTo(column, value)
  const isInsensitive = kind === 'text' && typeof value === 'string'
  const insensitive = isInsensitive ? { mode: 'insensitive' } : {}
  switch (op) {
    case 'eq':
      return { [column]: { equals: isInsensitive ? literally(value) : value, ...insensitive } }
    case 'co':
    case 'sw':
    case 'ew':
      return { [column]: { [TEXT_OPERATORS[op]]: literally(value), ...insensitive } }
    default:
      return { [column]: { [ORDER_OPERATORS[op]]: value, ...insensitive } }
  }
}

/** True of no row: an empty OR inside of an AND is left out by Prisma, which makes it true. */
const NEVER = { id: { in: [] } }

/** The condition in Prisma's words. An id that is none matches nothing: the column is a uuid. */
export function whereOf(condition: Condition | null): Where {
  if (condition === null) return {}
  switch (condition.op) {
    case 'and':
      return { AND: condition.conditions.map((one) => whereOf(one)) }
    case 'or':
      if (condition.conditions.length === 0) return NEVER
      return { OR: condition.conditions.map((one) => whereOf(one)) }
    case 'not':
      return { NOT: whereOf(condition.condition) }
    case 'pr':
      return { NOT: compared({ op: 'eq', column: condition.column, kind: condition.kind, value: null }) }
    default:
      return compared(condition)
  }
}
