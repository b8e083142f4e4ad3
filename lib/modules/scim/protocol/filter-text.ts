import { parse, type Filter } from 'scim2-parse-filter'

/** A JSON string (RFC 8259 §7), which is what RFC 7644 §3.4.2.2 compares with; the parser would read its escapes otherwise. */
const QUOTED = /"(?:[^"\\]|\\.)*"/gs

/**
 * Parses a filter by the grammar of RFC 7644 §3.4.2.2. Throws for what it does not allow, and for a quoted text that is no
 * JSON string. The parser never sees such a text: it gets its place in a list instead.
 */
export function parseFilterText(text: string): Filter {
  const quoted: string[] = []
  const outline = text.replaceAll(QUOTED, (one) => {
    quoted.push(String(JSON.parse(one)))
    return `"${quoted.length - 1}"`
  })
  const put = (filter: Filter): Filter => {
    switch (filter.op) {
      case 'and':
      case 'or':
        return { ...filter, filters: filter.filters.map((one) => put(one)) }
      case 'not':
        return { ...filter, filter: put(filter.filter) }
      case '[]':
        return { ...filter, valFilter: put(filter.valFilter) }
      case 'pr':
        return filter
      default: {
        const { compValue } = filter
        return typeof compValue === 'string'
          ? { ...filter, compValue: quoted[Number(compValue)] ?? '' }
          : filter
      }
    }
  }
  return put(parse(outline))
}
