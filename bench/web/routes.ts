import type { Person } from '../../e2e/support/person.ts'
import type { Filled } from './fill.ts'

/** What was measured of one route: ms from the question to the last byte of the answer. */
export interface RouteFigures {
  readonly name: string
  readonly kind: 'list' | 'detail'
  readonly times: number[]
  /** Kilobytes of the answer, the most of all. */
  kilobytes: number
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
  'services of all': { kind: 'list', pathOf: () => 'services', scope: 'operator' },
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

async function askOnce(person: Person, path: string): Promise<{ ms: number; kilobytes: number }> {
  const begun = performance.now()
  const response = await person.fetch(path)
  const bytes = (await response.arrayBuffer()).byteLength
  const ms = performance.now() - begun
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return { ms, kilobytes: bytes / 1000 }
}

/** Asks every route again and again, one question at a time, of one tenant after the other. */
export async function measureRoutes(
  person: Person,
  { some, asks }: { readonly some: readonly Filled[]; readonly asks: number },
): Promise<readonly RouteFigures[]> {
  const measured: RouteFigures[] = []
  for (const [name, { kind, pathOf, scope }] of Object.entries(ROUTES)) {
    const figures: RouteFigures = { name, kind, times: [], kilobytes: 0 }
    for (let n = 0; n < WARM_UP + asks; n += 1) {
      const one = some[n % some.length]
      if (one === undefined) throw new Error('there is no tenant to ask for')
      const path = pathOf(one)
      const asked = `/api/v1/${path}${path.includes('?') ? '&' : '?'}scope=${scope ?? `tenant:${one.tenant}`}`
      const { ms, kilobytes } = await askOnce(person, asked)
      if (n >= WARM_UP) figures.times.push(ms)
      figures.kilobytes = Math.max(figures.kilobytes, kilobytes)
    }
    measured.push(figures)
  }
  return measured
}
