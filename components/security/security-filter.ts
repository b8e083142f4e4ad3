import { listAddress } from '#components/shell/scopes.ts'
import { securityKinds } from '#lib/modules/security/domain/kinds.ts'

/** What the feed on the page is narrowed by; an empty text narrows nothing. */
export interface SecurityFilter {
  readonly kind: string
  readonly severity: string
  readonly address: string
}

type Params = Readonly<Record<string, string | string[] | undefined>>

const SEVERITIES = ['info', 'warning', 'critical']
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`
const V4 = new RegExp(String.raw`^(?:${OCTET}\.){3}${OCTET}$`)
const isAddress = (text: string): boolean =>
  V4.test(text) ||
  (/^[\da-f:.]{2,45}$/i.test(text) && text.includes(':') && URL.canParse(`http://[${text}]/`))

const first = (params: Params, name: keyof SecurityFilter): string => [params[name]].flat()[0]?.trim() ?? ''

const isKnown = (filter: SecurityFilter): Readonly<Record<keyof SecurityFilter, boolean>> => ({
  kind: filter.kind === '' || securityKinds().some((kind) => kind === filter.kind),
  severity: filter.severity === '' || SEVERITIES.includes(filter.severity),
  address: filter.address === '' || isAddress(filter.address),
})

const asked = (params: Params): SecurityFilter => ({
  kind: first(params, 'kind'),
  severity: first(params, 'severity'),
  address: first(params, 'address'),
})

/** Reads the address of the page; what it says wrongly narrows nothing. */
export function readSecurityFilter(params: Params): SecurityFilter {
  const filter = asked(params)
  const known = isKnown(filter)
  return {
    kind: known.kind ? filter.kind : '',
    severity: known.severity ? filter.severity : '',
    address: known.address ? filter.address : '',
  }
}

const NAMES = ['kind', 'severity', 'address'] as const

/** What of an address could not be understood. */
export function securityFaults(params: Params): readonly (keyof SecurityFilter)[] {
  const known = isKnown(asked(params))
  return NAMES.filter((name) => !known[name])
}

/** The address of the feed with this filter; what narrows nothing is left out, and `listAddress` says where all is. */
export function securityHref(filter: SecurityFilter, scope: string): string {
  const query = new URLSearchParams()
  for (const name of NAMES) if (filter[name] !== '') query.set(name, filter[name])
  return listAddress('/security', query, scope)
}

/** What of a filter was chosen, as the API takes it. */
export const chosenOf = (filter: SecurityFilter): Readonly<Partial<Record<keyof SecurityFilter, string>>> =>
  Object.fromEntries(NAMES.filter((name) => filter[name] !== '').map((name) => [name, filter[name]]))
