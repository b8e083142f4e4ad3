import { isIP } from 'node:net'
import { invalidField } from '#lib/core/errors.ts'
import { overlapOf, isMapped } from './address.ts'

/** A range of addresses that is never called, and the entry of the setting that closed it. */
export interface DeniedRange {
  readonly cidr: string
  /** As it was written: the range itself, one address, or the name that has this address. */
  readonly by: string
}

/** What is never called, whoever typed it and whatever the list of allowed addresses says. */
export interface DenyList {
  readonly ranges: readonly DeniedRange[]
  /** Names of hosts; each closes what is below it, and the addresses that it has. */
  readonly names: readonly string[]
}

/** Nothing besides what is never called anyway. */
export const NOTHING_DENIED: DenyList = { ranges: [], names: [] }

/** Ends in letters, so that a miswritten address is no name. */
const NAME = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** An address or range as a range; null where it is neither. One IPv4 address in the clothes of IPv6 would match nothing. */
function rangeOf(entry: string): string | null {
  const [address = '', bits, more] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || address.includes('%') || more !== undefined || isMapped(address)) return null
  const longest = family === 4 ? 32 : 128
  if (bits === undefined) return `${address}/${longest}`
  return /^\d{1,3}$/.test(bits) && Number(bits) <= longest ? entry : null
}

/** Reads a list of ranges, addresses and names of hosts; throws `invalid_input` naming the first faulty entry. */
export function parseDenyList(text: string): DenyList {
  const ranges: DeniedRange[] = []
  const names: string[] = []
  for (const entry of text.split(',').map((each) => each.trim().toLowerCase())) {
    if (entry === '') continue
    const cidr = rangeOf(entry)
    if (cidr !== null) ranges.push({ cidr, by: entry })
    else if (NAME.test(entry)) names.push(entry)
    else
      throw invalidField(
        'OUTGOING_DENY',
        `${JSON.stringify(entry)} is no range, address or name of a host: write e.g. 10.9.0.0/16, 192.0.2.7, fd00:9::/32 or db.internal, without port, scheme or *`,
      )
  }
  return { ranges, names }
}

/** The name of the list that closes a host, itself or what is below it; null when none does. */
export function deniedName(host: string, names: readonly string[]): string | null {
  const plain = host.toLowerCase().replace(/\.$/, '')
  return names.find((name) => plain === name || plain.endsWith(`.${name}`)) ?? null
}

/** What of a range is closed by a list: all of it, a part or nothing (null). */
export function closedPartOf(
  cidr: string,
  denied: readonly DeniedRange[],
): { readonly by: string; readonly isWhole: boolean } | null {
  const touching = denied.flatMap((one) => {
    const overlap = overlapOf(cidr, one.cidr)
    return overlap === 'none' ? [] : [{ by: one.by, isWhole: overlap === 'inside' }]
  })
  return touching.find(({ isWhole }) => isWhole) ?? touching[0] ?? null
}
