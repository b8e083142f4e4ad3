import type { Person } from '../../e2e/support/person.ts'
import type { Filled } from './fill.ts'

/** What was measured of one route: ms from the question to the last byte of the answer. */
export interface RouteFigures {
  readonly name: string
  readonly kind: 'list' | 'detail'
  readonly times: number[]
  /** Kilobytes of the answer, the most of all. */
  kilobytes: number
  /** Answers that were errors, in words; their times do not count. */
  readonly errors: string[]
}

interface Asked {
  readonly kind: RouteFigures['kind']
  readonly pathOf: (one: Filled) => string
  /** The scope in words; it is the tenant's where none is named. */
  readonly scope?: 'operator'
}

const ROUTES: Readonly<Record<string, Asked>> = {
  'incidents of all': { kind: 'list', pathOf: () => 'incidents?state=all', scope: 'operator' },
  'incidents of a tenant': { kind: 'list', pathOf: () => 'incidents?state=all' },
  // As its page asks: there are 50,000.
  'services of all': { kind: 'list', pathOf: () => 'services?limit=100', scope: 'operator' },
  'services of a tenant': { kind: 'list', pathOf: () => 'services' },
  tenants: { kind: 'list', pathOf: () => 'tenants', scope: 'operator' },
  scopes: { kind: 'list', pathOf: () => 'scopes', scope: 'operator' },
  platforms: { kind: 'list', pathOf: () => 'platforms', scope: 'operator' },
  members: { kind: 'list', pathOf: () => 'members', scope: 'operator' },
  sources: { kind: 'list', pathOf: () => 'sources', scope: 'operator' },
  rules: { kind: 'list', pathOf: () => 'rules', scope: 'operator' },
  audit: { kind: 'list', pathOf: () => 'audit', scope: 'operator' },
  'health matrix': { kind: 'list', pathOf: () => 'overview/matrix', scope: 'operator' },
  'overview of all': { kind: 'list', pathOf: () => 'overview/fleet', scope: 'operator' },
  'overview of a tenant': { kind: 'list', pathOf: () => 'overview/tenant' },
  'news of all': { kind: 'list', pathOf: () => 'overview/news', scope: 'operator' },
  search: {
    kind: 'list',
    pathOf: ({ name }) => `search?${new URLSearchParams({ q: name }).toString()}`,
    scope: 'operator',
  },
  'an incident': { kind: 'detail', pathOf: ({ incident }) => `incidents/${incident}` },
  'a service': { kind: 'detail', pathOf: ({ service }) => `services/${service}` },
  'signals of a service': { kind: 'detail', pathOf: ({ service }) => `services/${service}/overview` },
  'a tenant': { kind: 'detail', pathOf: ({ tenant }) => `tenants/${tenant}` },
}

/** Calls that do not count: connections and prepared statements come with the first ones. */
const WARM_UP = 2

async function askOnce(
  person: Person,
  path: string,
): Promise<{ ms: number; kilobytes: number; error: string | null }> {
  const begun = performance.now()
  const response = await person.fetch(path)
  const bytes = Buffer.from(await response.arrayBuffer())
  const ms = performance.now() - begun
  const error = response.ok ? null : `${path} answered ${response.status}: ${bytes.toString('utf8', 0, 300)}`
  return { ms, kilobytes: bytes.byteLength / 1000, error }
}

/** Asks every route again and again, one question at a time, of one tenant after the other. */
export async function measureRoutes(
  person: Person,
  { some, asks }: { readonly some: readonly Filled[]; readonly asks: number },
): Promise<readonly RouteFigures[]> {
  const measured: RouteFigures[] = []
  for (const [name, { kind, pathOf, scope }] of Object.entries(ROUTES)) {
    const figures: RouteFigures = { name, kind, times: [], kilobytes: 0, errors: [] }
    for (let n = 0; n < WARM_UP + asks; n += 1) {
      const one = some[n % some.length]
      if (one === undefined) throw new Error('there is no tenant to ask for')
      const path = pathOf(one)
      const asked = `/api/v1/${path}${path.includes('?') ? '&' : '?'}scope=${scope ?? `tenant:${one.tenant}`}`
      const { ms, kilobytes, error } = await askOnce(person, asked)
      if (error !== null) figures.errors.push(error)
      else if (n >= WARM_UP) figures.times.push(ms)
      figures.kilobytes = Math.max(figures.kilobytes, kilobytes)
    }
    // No answer is no time that an aim could be met with, and no reason to lose what the others took.
    if (figures.times.length === 0) figures.times.push(Number.POSITIVE_INFINITY)
    measured.push(figures)
  }
  return measured
}
