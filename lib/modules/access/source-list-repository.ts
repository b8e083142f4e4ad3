import { inOrderOf } from '#lib/core/list-page.ts'
import { literally } from '#lib/core/literally.ts'
import { idsInOrder, sql, type ListInOrder, type Sql, type Tx } from '#lib/infra/db/index.ts'
import { SOURCE, type SourceRow } from './credential-repository.ts'
import { SOURCE_ORDERS, type SourceField, type SourceSort } from './domain/source-order.ts'
import { SILENT_MS, SOURCE_STANDINGS, type SourceStanding } from './domain/source-standing.ts'

/** Which sources are listed, and how. */
export interface SourceFilter {
  /** Part of the name. */
  readonly text: string | undefined
  readonly sort: SourceSort
  /** When it is: how a source stands is a matter of time. */
  readonly now: Date
}

// Names are sorted, and looked for in any case, as people do it; the database itself compares bytes.
const NAME = sql`source.name collate "en-x-icu"`

const isFound = (text: string | undefined): Sql =>
  text === undefined ? sql`true` : sql`${NAME} ilike ${`%${literally(text)}%`}`

/** How a source stands, as `sourceStanding` says it. */
const standingAt = (now: Date): Sql => sql`
  case when source.revoked_at is not null then 'revoked'
       when source.expires_at <= ${now}::timestamptz then 'ended'
       when source.last_used_at is null then 'waiting'
       when source.last_used_at < ${new Date(now.getTime() - SILENT_MS)}::timestamptz then 'silent'
       else 'receiving' end`

const askedFor = (field: SourceField, now: Date): Sql => {
  switch (field) {
    case 'revoked':
      return sql`source.revoked_at is not null`
    case 'created':
      return sql`source.created_at`
    case 'name':
      return NAME
    case 'state':
      return sql`array_position(${[...SOURCE_STANDINGS]}::text[], ${standingAt(now)})`
    case 'used':
      return sql`coalesce(source.last_used_at, 'infinity')`
    case 'ends':
      return sql`coalesce(source.expires_at, 'infinity')`
  }
}

const listOf = ({ text, sort, now }: SourceFilter): ListInOrder => ({
  id: sql`source.id`,
  from: sql`from source where ${isFound(text)}`,
  questions: SOURCE_ORDERS[sort].map(({ field, isDown }) => ({ by: askedFor(field, now), isDown })),
})

/** The ids of the sources that pass a filter, in its order, behind one of them. */
export const findSourceIds = async (
  tx: Tx,
  filter: SourceFilter,
  part?: { readonly after?: string | undefined; readonly take?: number },
): Promise<string[]> => await idsInOrder(tx, listOf(filter), part)

/** The sources with these ids that are still there, in their order. */
export const findSourcesInTurn = async (tx: Tx, ids: readonly string[]): Promise<SourceRow[]> =>
  inOrderOf(ids, await tx.source.findMany({ where: { id: { in: [...ids] } }, select: SOURCE }))

/** How many sources of the scope stand how, and how many of them pass the filter. */
export const countSources = async (
  tx: Tx,
  { text, now }: SourceFilter,
): Promise<{ standing: SourceStanding; count: number; found: number }[]> =>
  await tx.$queryRaw`
    select ${standingAt(now)} as standing, count(*)::int as count, count(*) filter (where ${isFound(text)})::int as found
    from source group by 1`
