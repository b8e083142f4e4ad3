import { hrefWithScope } from '#components/shell/scopes.ts'
import { STATES_WORST_FIRST, type HealthState } from '#components/ui/states.ts'

/** What the address of the health matrix says. */
export interface MatrixFilter {
  readonly state: HealthState | null
  /** Part of the name of a tenant, and of a service; empty for all. */
  readonly tenant: string
  readonly service: string
  /** The page of tenants, from 1. */
  readonly page: number
}

/** What an address can say wrongly: a part of it that is left out. Its words are the text `matrix.notice.<part>`. */
export type MatrixNotice = 'state' | 'tenant' | 'service' | 'page'

type Params = Readonly<Record<string, string | string[] | undefined>>

const MOST_PAGES = 10_000
const LONGEST = 100

/** Reads the address; what it says wrongly is left out and named. */
export function readMatrixFilter(params: Params): {
  readonly filter: MatrixFilter
  readonly notices: readonly MatrixNotice[]
} {
  const notices: MatrixNotice[] = []
  const text = (name: string): string => [params[name]].flat()[0] ?? ''
  const wanted = text('state')
  const state = STATES_WORST_FIRST.find((each) => each === wanted) ?? null
  if (wanted !== '' && state === null) notices.push('state')
  const part = (name: 'tenant' | 'service'): string => {
    const found = text(name).trim()
    const isGood = found.length <= LONGEST && !/\p{Cc}/u.test(found)
    if (!isGood) notices.push(name)
    return isGood ? found : ''
  }
  const tenant = part('tenant')
  const service = part('service')
  const number = text('page')
  const isPage = /^[1-9]\d{0,4}$/.test(number) && Number(number) <= MOST_PAGES
  if (number !== '' && !isPage) notices.push('page')
  return { filter: { state, tenant, service, page: isPage ? Number(number) : 1 }, notices }
}

/** The filter as the API takes it. */
export const apiMatrixFilter = ({ state, tenant, service, page }: MatrixFilter) => ({
  page: String(page),
  ...(state === null ? {} : { state }),
  ...(tenant === '' ? {} : { tenant }),
  ...(service === '' ? {} : { service }),
})

/** The address of the matrix after a change; another filter starts at the first page. */
export function matrixHref(filter: MatrixFilter, change: Partial<MatrixFilter>, scope: string): string {
  const { state, tenant, service, page } = { ...filter, page: 1, ...change }
  const query = new URLSearchParams({
    ...(state === null ? {} : { state }),
    ...(tenant === '' ? {} : { tenant }),
    ...(service === '' ? {} : { service }),
    ...(page === 1 ? {} : { page: String(page) }),
  }).toString()
  return hrefWithScope(query === '' ? '/matrix' : `/matrix?${query}`, scope)
}
