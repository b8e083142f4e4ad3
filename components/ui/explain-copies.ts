import type { Measured } from '#lib/modules/explain/domain/measured.ts'
import { csvOf } from '#lib/core/csv.ts'

type Inputs = Pick<Measured<unknown>, 'inputs' | 'asOf'>

/** Routes by the pages that show the same rows; an incident stands below its own address. */
export const ROUTE_OF_PAGE: Readonly<Record<string, `/api/v1/${string}`>> = {
  '/explore': '/api/v1/query',
  '/incidents': '/api/v1/incidents',
  '/matrix': '/api/v1/overview/matrix',
  '/services': '/api/v1/services',
  '/sources': '/api/v1/sources',
}

const own = (path: string): string | undefined =>
  Object.hasOwn(ROUTE_OF_PAGE, path) ? ROUTE_OF_PAGE[path] : undefined

/** Parameters that a page and its route call differently. */
const RENAMED: Readonly<Record<string, string>> = { '/explore q': 'query', '/incidents service': 'serviceId' }
/** Parameters of how a page shows its rows, and that a route would refuse. */
const LOOKS = new Set(['columns', 'density', 'kind', 'step', 'unit', 'view', 'zone', 'refresh', 'from', 'to'])

/** The address under which a machine reads what a page shows, at the time of the figure; null where there is none. */
export function routeOf(href: string, asOf: string): string | null {
  const { pathname, searchParams } = new URL(href, 'http://own.invalid')
  const incident = /^\/incidents\/[^/]+$/.exec(pathname)
  const route = incident === null ? own(pathname) : `/api/v1${pathname}`
  if (route === undefined) return null
  const asked = new URLSearchParams()
  for (const [name, value] of searchParams)
    if (!LOOKS.has(name)) asked.append(RENAMED[`${pathname} ${name}`] ?? name, value)
  if (pathname === '/explore') asked.set('time', asOf)
  const query = asked.toString()
  return query === '' ? route : `${route}?${query}`
}

/** A command for each input that a machine can read, with the key of whoever runs it in `BAILIWICK_KEY`; empty for none. */
export const inputsAsCurl = ({ inputs, asOf }: Inputs, origin: string): string =>
  inputs
    .flatMap(({ label, href }) => {
      const route = routeOf(href, asOf)
      // In single quotes a shell changes nothing, and an address holds none.
      return route === null
        ? []
        : [
            `# ${label.replaceAll(/\s+/g, ' ')}\ncurl -H "Authorization: Bearer $BAILIWICK_KEY" '${origin}${route.replaceAll("'", '%27')}'`,
          ]
    })
    .join('\n')

/** The inputs as a table: what went in, and where its rows are. */
export const inputsAsCsv = ({ inputs, asOf }: Inputs, origin: string): string =>
  csvOf(
    ['input', 'value', 'as of (UTC)', 'address'],
    inputs.map(({ label, value, href }) => [label, value ?? null, asOf, `${origin}${href}`]),
  )
