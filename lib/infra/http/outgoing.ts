import type { Scope } from '#lib/core/scope.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import {
  admitAddress,
  closedReason,
  type AddressPolicy,
  type Admission,
  type AllowEntry,
} from './outgoing/allow-list.ts'
import { DeniedPlaces } from './outgoing/denied-places.ts'
import { deniedName, NOTHING_DENIED, type DeniedRange, type DenyList } from './outgoing/deny-list.ts'
import { describeFailure, OutgoingError, refusedAddress, unreachable } from './outgoing/errors.ts'
import { exchange, type Exchange, type OutgoingResponse } from './outgoing/exchange.ts'
import { checkedHeaders, headersForOtherHost } from './outgoing/request-headers.ts'
import { RESOLVE_MS, resolveByDns, resolveByMachine, untilAborted, type Resolve } from './outgoing/resolve.ts'
import { parseTarget, type Target } from './outgoing/target.ts'

export { parseAllowList, type AllowEntry } from './outgoing/allow-list.ts'
export { closedPartOf, parseDenyList } from './outgoing/deny-list.ts'
export { OutgoingError } from './outgoing/errors.ts'
export type { OutgoingResponse } from './outgoing/exchange.ts'
export type { Resolve } from './outgoing/resolve.ts'

/** A URL, who typed it, and what may be reached from there. */
export interface OutgoingTarget {
  readonly url: string
  /** The scope in which the URL was typed. A tenant's reaches public addresses only. */
  readonly scope: Scope
  /** Entries of the operator's list, besides those of the settings. They never open anything to a tenant. */
  readonly allow?: readonly AllowEntry[]
  /** True where plain http is acceptable, `listed` to addresses on the operator's list alone; https alone otherwise. */
  readonly allowHttp?: boolean | 'listed'
}

/** A request to the outside. */
export interface OutgoingRequest extends OutgoingTarget {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Redirects to follow, each through all checks: 0 (the default) to 3, and only for GET and HEAD. */
  readonly maxRedirects?: 0 | 1 | 2 | 3
  /** Bytes of the body to read before the connection is cut; 1 MiB unless said otherwise. */
  readonly maxBodyBytes?: number
  /** Milliseconds for everything together, names and redirects included; 10 s unless said otherwise. */
  readonly totalMs?: number
  /** True to offer gzip and to unpack it, within `maxBodyBytes`. */
  readonly gunzip?: boolean
  readonly signal?: AbortSignal
}

/** Where a URL leads at this moment. */
export interface CheckedTarget {
  readonly addresses: readonly string[]
  /** The entry of the operator's list without which it would be refused; null for a public address. */
  readonly allowedBy: AllowEntry | null
}

/** What the client of a process is made of. */
export interface OutgoingOptions {
  readonly log: Logger
  /** The part of the operator's list that comes from the settings. */
  readonly allow?: readonly AllowEntry[]
  /** What is refused always, whatever is allowed, e.g. the addresses of our own database. */
  readonly deny?: DenyList
  /** Ports that are open on public addresses; 80, 443, 8080 and 8443 unless said otherwise. */
  readonly publicPorts?: readonly number[]
  /** Certificate authorities besides the well-known ones, as PEM. */
  readonly ca?: readonly string[]
  /** Milliseconds for connecting, TLS included; 5 s unless said otherwise. */
  readonly connectMs?: number
  /** Finds the addresses of names; DNS alone for tenants and the machine's own way for staff unless given. */
  readonly resolve?: Resolve
}

/** The one way of this product to the outside. Every URL that somebody typed goes through it. */
export interface Outgoing {
  /** Sends a request. Throws OutgoingError, coarse on purpose, when it was refused or nobody answered properly. */
  request(request: OutgoingRequest): Promise<OutgoingResponse>
  /** Checks a URL without calling it, e.g. before it is saved. Throws OutgoingError when it would be refused. */
  check(target: OutgoingTarget): Promise<CheckedTarget>
  /** The ranges that the settings close at this moment, whatever is allowed. */
  denied(): Promise<readonly DeniedRange[]>
}

const PUBLIC_PORTS: readonly number[] = [80, 443, 8080, 8443]
const MAX_BODY_BYTES = 1024 * 1024
const TOTAL_MS = 10_000
const CONNECT_MS = 5000
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** Host and port, which may be logged; path and query may hold secrets (chat webhooks carry theirs there). */
const nameOf = ({ host, port }: Target): string => `${host} port ${port}`

/** Whether plain http is looked at at all; where it leads decides about the rest. */
const mayTryHttp = ({ allowHttp = false }: OutgoingTarget): boolean => allowHttp !== false

/** A request with every default filled in. */
interface Plan extends Pick<Exchange, 'method' | 'headers' | 'body' | 'maxBodyBytes' | 'gunzip' | 'signal'> {
  readonly redirects: number
}

function planOf(what: OutgoingRequest): Plan {
  const { method = 'GET', headers = {}, totalMs = TOTAL_MS, maxRedirects = 0 } = what
  const timeout = AbortSignal.timeout(totalMs)
  return {
    method,
    headers: checkedHeaders(headers),
    body: what.body ?? null,
    maxBodyBytes: what.maxBodyBytes ?? MAX_BODY_BYTES,
    gunzip: what.gunzip === true,
    signal: what.signal === undefined ? timeout : AbortSignal.any([timeout, what.signal]),
    redirects: method === 'GET' || method === 'HEAD' ? maxRedirects : 0,
  }
}

class Client implements Outgoing {
  readonly #options: OutgoingOptions
  readonly #places: DeniedPlaces

  constructor(options: OutgoingOptions) {
    const { deny = NOTHING_DENIED, resolve = resolveByMachine, log } = options
    this.#options = options
    this.#places = new DeniedPlaces(deny, resolve, log)
  }

  async denied(): Promise<readonly DeniedRange[]> {
    return await this.#places.ranges()
  }

  async check(what: OutgoingTarget): Promise<CheckedTarget> {
    const target = parseTarget(what.url, mayTryHttp(what))
    return await this.#guarded(what, target, async () => {
      return await this.#admit(what, target, AbortSignal.timeout(RESOLVE_MS))
    })
  }

  async request(what: OutgoingRequest): Promise<OutgoingResponse> {
    const plan = planOf(what)
    let { headers } = plan
    let target = parseTarget(what.url, mayTryHttp(what))
    for (let hop = 0; ; hop += 1) {
      const response = await this.#hop(what, target, { ...plan, headers })
      const location = REDIRECTS.includes(response.status) ? response.headers['location'] : undefined
      if (location === undefined || hop >= plan.redirects) return response
      const next = this.#follow(what, target, location)
      if (next.url.origin !== target.url.origin) headers = headersForOtherHost(headers)
      target = next
    }
  }

  /** The next target of a redirect, with the checks of a URL that was typed. */
  #follow(what: OutgoingRequest, from: Target, location: string): Target {
    if (!URL.canParse(location, from.url))
      throw unreachable(what.scope, 'it redirects to something that is no URL')
    const next = new URL(location, from.url)
    next.hash = ''
    return parseTarget(next.href, mayTryHttp(what))
  }

  async #hop(what: OutgoingRequest, target: Target, plan: Plan): Promise<OutgoingResponse> {
    return await this.#guarded(what, target, async () => {
      const { addresses } = await this.#admit(what, target, plan.signal)
      const { connectMs = CONNECT_MS, ca = [] } = this.#options
      return await exchange({ ...plan, target, addresses, connectMs, ca })
    })
  }

  /** Turns every failure into a coarse one and logs the precise one. */
  async #guarded<T>(what: OutgoingTarget, target: Target, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const failure = error instanceof OutgoingError ? error : unreachable(what.scope, describeFailure(error))
      this.#options.log.info(
        { to: nameOf(target), scope: what.scope.kind, err: error },
        'outgoing request failed',
      )
      throw failure
    }
  }

  /** Resolves a target and refuses it when any of its addresses may not be called. */
  async #admit(what: OutgoingTarget, target: Target, signal: AbortSignal): Promise<CheckedTarget> {
    const name = deniedName(target.host, this.#options.deny?.names ?? [])
    if (name !== null)
      throw this.#refused(what, target, { reason: closedReason(target.host, name), canBeAllowed: false })
    const addresses = target.isLiteral ? [target.host] : await this.#resolve(what.scope, target.host, signal)
    const policy: AddressPolicy = {
      scope: what.scope,
      allow: [...(this.#options.allow ?? []), ...(what.allow ?? [])],
      publicPorts: this.#options.publicPorts ?? PUBLIC_PORTS,
      deny: await this.#places.ranges(),
    }
    let allowedBy: AllowEntry | null = null
    for (const address of addresses) {
      const admission = admitHttp(what, target, admitAddress(address, target.port, policy))
      if (!admission.admitted) throw this.#refused(what, target, admission)
      allowedBy ??= admission.allowedBy
    }
    return { addresses, allowedBy }
  }

  #refused(
    { scope }: OutgoingTarget,
    target: Target,
    { reason, canBeAllowed }: { readonly reason: string; readonly canBeAllowed: boolean },
  ): OutgoingError {
    this.#options.log.info({ to: nameOf(target), reason }, 'outgoing request refused')
    if (!target.isLiteral) return refusedAddress(scope, reason, canBeAllowed)
    const message = 'This address may not be called from here.'
    return new OutgoingError('refused', message, detailFor(scope, reason), canBeAllowed)
  }

  async #resolve(scope: Scope, host: string, signal: AbortSignal): Promise<readonly string[]> {
    const resolve = this.#options.resolve ?? (scope.kind === 'tenant' ? resolveByDns() : resolveByMachine)
    const limited = AbortSignal.any([signal, AbortSignal.timeout(RESOLVE_MS)])
    const addresses = await untilAborted(resolve(host, limited), limited)
    if (addresses.length === 0) throw new Error('the name has no address')
    return addresses
  }
}

/** Refuses plain http to an address that nobody put on the list, where the list is asked for. */
function admitHttp(what: OutgoingTarget, target: Target, admission: Admission): Admission {
  const isPlain = target.url.protocol === 'http:' && what.allowHttp === 'listed'
  if (!isPlain || !admission.admitted || admission.allowedBy !== null) return admission
  const reason = `plain http is for addresses of the operator's list, and ${nameOf(target)} is a public one: use https`
  return { admitted: false, reason, canBeAllowed: false }
}

const detailFor = (scope: Scope, reason: string): string | null => (scope.kind === 'tenant' ? null : reason)

/** Makes the client of this process. */
export const createOutgoing = (options: OutgoingOptions): Outgoing => new Client(options)
