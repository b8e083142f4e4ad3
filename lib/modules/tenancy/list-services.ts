import { holds, inBatches, inOrderOf, noSuchPlace, pageOf, type ListPage } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { retellReason } from '#lib/core/words.ts'
import { serviceOrder } from './domain/service-order.ts'
import { findSharedStates, findTenant, type ServiceRow } from './repository.ts'
import {
  listServicesInput,
  serviceState,
  type ListServicesInput,
  type ListServicesOutput,
  type ServiceView,
} from './schemas.ts'
import {
  countServices,
  countServiceStates,
  findServiceIds,
  findServices,
  findServicesById,
  isListedService,
  type ServicePage,
} from './service-list-repository.ts'
import { toServiceView } from './views.ts'

type Asked = Omit<ServicePage, 'take'> & { readonly limit: number | undefined }
type Found = ListPage<ServiceView> & Pick<ListServicesOutput, 'counts'>

/**
 * Lists the services in scope, worst first unless asked otherwise. A tenant sees its own and, through its projection, the
 * shared ones of its platform: their state, since when and public words, nothing else. Throws `invalid_input` for a place
 * whose service is not in the list any more.
 */
export async function listServices(
  ctx: RequestContext,
  input: ListServicesInput = {},
): Promise<ListServicesOutput> {
  authorize(ctx, 'service:read')
  const { text, sort, after, limit } = parseInput(listServicesInput, input)
  const asked = { text, sort, after, limit }
  const { scope } = ctx
  const { rows, counts, next, total } = await ctx.db.read(async (tx) =>
    scope.kind === 'tenant' ? await ofTenant(tx, scope.tenantId, asked) : await ownPage(tx, asked),
  )
  const services = rows.map((row) => ({ ...row, reason: retellReason(ctx.language, row.reason) }))
  return { services, counts, next, total }
}

/** A page as the database orders it: an operator may have tens of thousands. */
async function ownPage(tx: Tx, { limit, ...asked }: Asked): Promise<Found> {
  const { after, text } = asked
  if (after !== undefined && !(await isListedService(tx, after, text))) throw noSuchPlace()
  const found =
    limit === undefined ? await every(tx, asked) : await findServices(tx, { ...asked, take: limit + 1 })
  const page = found.slice(0, limit)
  return {
    rows: page.map(toServiceView),
    counts: await countServiceStates(tx),
    next: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
    total: await countServices(tx, text),
  }
}

/** All of them, some at a time. */
async function every(tx: Tx, asked: Omit<Asked, 'limit'>): Promise<ServiceRow[]> {
  const ids = await findServiceIds(tx, asked)
  return inOrderOf(ids, await inBatches(ids, async (batch) => await findServicesById(tx, batch)))
}

/** The few of a tenant are ordered here, because they are read from two tables. */
async function ofTenant(tx: Tx, tenantId: string, { text, sort, ...place }: Asked): Promise<Found> {
  const whole = { text: undefined, sort, after: undefined, take: undefined }
  const own = (await findServices(tx, whole)).map(toServiceView)
  const all = [...own, ...(await sharedOf(tx, tenantId))]
  const found = all.filter(({ name }) => holds(text, name))
  const counts = serviceState.options.map((state) => ({
    state,
    count: all.filter((each) => each.state === state).length,
  }))
  return {
    ...pageOf(found.toSorted(serviceOrder(sort)), place),
    counts: counts.filter(({ count }) => count > 0),
  }
}

async function sharedOf(tx: Tx, tenantId: string): Promise<ServiceView[]> {
  const tenant = await findTenant(tx, tenantId)
  const rows = await findSharedStates(tx)
  return rows.map((row) => ({
    id: row.serviceId,
    platformId: row.platformId,
    platformName: tenant?.platform.name ?? '',
    tenantId: null,
    tenantName: null,
    name: row.name,
    state: row.state,
    reason: row.words,
    since: row.since.toISOString(),
    shared: true,
  }))
}
