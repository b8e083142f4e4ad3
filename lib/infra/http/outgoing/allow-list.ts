import ipaddr from 'ipaddr.js'
import { invalidField } from '#lib/core/errors.ts'
import type { Scope } from '#lib/core/scope.ts'
import { classifyAddress, isAddressInside, leadsInside } from './address.ts'
import type { DeniedRange } from './deny-list.ts'

/** A range of addresses and one port that an operator admin opened for one platform, or (null) for all of them. */
export interface AllowEntry {
  readonly cidr: string
  readonly port: number
  readonly platformId: string | null
}

/** What decides whether an address may be called. */
export interface AddressPolicy {
  /** The scope in which the URL was typed. */
  readonly scope: Scope
  readonly allow: readonly AllowEntry[]
  /** Ports that are open on public addresses. */
  readonly publicPorts: readonly number[]
  /** Further ranges that are refused always, e.g. those of our own database. */
  readonly deny: readonly DeniedRange[]
}

/** Whether an address may be called, and the entry of the allow-list that opened it. */
export type Admission =
  | { readonly admitted: true; readonly allowedBy: AllowEntry | null }
  | {
      readonly admitted: false
      readonly reason: string
      /** True where an entry of the list would open it. */
      readonly canBeAllowed: boolean
    }

/** Entries that count for a URL typed in this scope: none for a tenant's, the common ones and its own for a platform's. */
function entriesFor(scope: Scope, allow: readonly AllowEntry[]): readonly AllowEntry[] {
  if (scope.kind === 'tenant') return []
  const platformId = scope.kind === 'platform' ? scope.platformId : null
  return allow.filter((entry) => entry.platformId === null || entry.platformId === platformId)
}

/** Why a place is refused that the operator closed in the settings. */
export const closedReason = (place: string, by: string): string =>
  `${place} is closed by OUTGOING_DENY (${by}), which no entry of the list of allowed addresses opens`

/** Decides about one resolved address and port. The reason is for logs and for staff, never for a tenant. */
export function admitAddress(address: string, port: number, policy: AddressPolicy): Admission {
  const kind = classifyAddress(address)
  if (kind === 'never')
    return {
      admitted: false,
      reason: `${address} is never called: metadata, link-local or no host`,
      canBeAllowed: false,
    }
  const closed = policy.deny.find(({ cidr }) => leadsInside(address, cidr))
  if (closed !== undefined)
    return { admitted: false, reason: closedReason(address, closed.by), canBeAllowed: false }
  if (kind === 'public' && policy.publicPorts.includes(port)) return { admitted: true, allowedBy: null }
  const entry = entriesFor(policy.scope, policy.allow).find(
    (candidate) => candidate.port === port && isAddressInside(address, candidate.cidr),
  )
  if (entry !== undefined) return { admitted: true, allowedBy: entry }
  const why = kind === 'public' ? `port ${port} is not open` : `${address} is not a public address`
  return {
    admitted: false,
    reason: `${why}, and no entry of the list of allowed addresses covers ${address} port ${port}`,
    canBeAllowed: true,
  }
}

function parseEntry(text: string): AllowEntry {
  const [, cidr = '', port = ''] = /^\[?([^\]\s]+?)\]?:(\d{1,5})$/.exec(text) ?? []
  const number = Number(port)
  if (!ipaddr.isValidCIDR(cidr) || number < 1 || number > 65_535) {
    throw invalidField(
      'OUTGOING_ALLOW',
      `${JSON.stringify(text)} is not CIDR:port, e.g. 10.0.0.0/8:9100 or [fd00::/8]:9100`,
    )
  }
  return { cidr, port: number, platformId: null }
}

/** Reads a list `CIDR:port, CIDR:port, …` that holds for every platform; throws `invalid_input` naming the first faulty entry. */
export const parseAllowList = (text: string): readonly AllowEntry[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry)
