import { request } from 'undici'
import { scopeOfOwner } from '#lib/core/scope.ts'
import type { AllowEntry, Outgoing } from '#lib/infra/http/outgoing.ts'
import { REQUEST_LIMITS } from './domain/limits.ts'
import type { FetchedTarget, FetchTarget, ScrapeTarget } from './ports.ts'

const HEADERS = {
  accept: 'text/plain;version=0.0.4;q=1,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1',
  'user-agent': 'Bailiwick',
}

/** What fetching needs. */
export interface FetchParts {
  readonly outgoing: Outgoing
  /** The operator's list of private addresses that may be called. */
  readonly allowed: () => readonly AllowEntry[]
  /** The bearer token that our own processes want for their metrics. */
  readonly metricsToken: string
  /** The only addresses that are given that token: those of our own processes, from the settings. */
  readonly selfTargets: readonly { readonly url: string }[]
}

/**
 * Fetches targets: our own processes directly, every other one through the client that checks where it leads.
 */
export function fetchTargetWith({ outgoing, allowed, metricsToken, selfTargets }: FetchParts): FetchTarget {
  const own = new Set(selfTargets.map(({ url }) => url))
  return async (target, signal) =>
    target.isSelf && own.has(target.url)
      ? await fetchSelf(target, signal, metricsToken)
      : await fetchChecked(outgoing, allowed(), { target, signal })
}

async function fetchSelf(target: ScrapeTarget, signal: AbortSignal, token: string): Promise<FetchedTarget> {
  const { statusCode, headers, body } = await request(target.url, {
    signal,
    headers: { ...HEADERS, authorization: `Bearer ${token}` },
  })
  const contentType = headers['content-type']
  return {
    status: statusCode,
    contentType: typeof contentType === 'string' ? contentType : '',
    body: await body.bytes(),
  }
}

interface Fetch {
  readonly target: ScrapeTarget
  readonly signal: AbortSignal
}

async function fetchChecked(
  outgoing: Outgoing,
  allow: readonly AllowEntry[],
  { target, signal }: Fetch,
): Promise<FetchedTarget> {
  const response = await outgoing.request({
    url: target.url,
    scope: scopeOfOwner(target),
    allow,
    allowHttp: true,
    headers: HEADERS,
    maxBodyBytes: REQUEST_LIMITS.scrapeBytes,
    totalMs: target.timeoutMs,
    gunzip: true,
    signal,
  })
  if (response.isTruncated) throw new Error(`it shows more than ${REQUEST_LIMITS.scrapeBytes} bytes`)
  return { status: response.status, contentType: response.headers['content-type'] ?? '', body: response.body }
}
