import { inOrderOf } from '#lib/core/list-page.ts'
import { literally } from '#lib/core/literally.ts'
import { idsInOrder, sql, type ListInOrder, type Sql, type Tx } from '#lib/infra/db/index.ts'
import { KEY, type ApiKeyRow } from './credential-repository.ts'
import { KEY_ORDERS, type KeyField, type KeySort } from './domain/key-order.ts'
import { KEY_STANDINGS, SOON_MS, type KeyStanding } from './domain/key-standing.ts'

/** Which API keys are listed, and how. */
export interface ApiKeyFilter {
  /** Whose keys; null for those of nobody, `all` for every one that the scope can see. */
  readonly of: { readonly memberId: string | null } | 'all'
  /** Part of the name, or the characters by which people recognise the key. */
  readonly text: string | undefined
  readonly sort: KeySort
  /** When it is: how a key stands is a matter of time. */
  readonly now: Date
}

// Names are sorted, and looked for in any case, as people do it; the database itself compares bytes.
const NAME = sql`api_key.name collate "en-x-icu"`

const isReached = (of: ApiKeyFilter['of']): Sql =>
  of === 'all' ? sql`true` : sql`api_key.member_id = ${of.memberId}::uuid`

function isFound(text: string | undefined): Sql {
  if (text === undefined) return sql`true`
  const part = `%${literally(text)}%`
  return sql`(${NAME} ilike ${part} or api_key.hint ilike ${part})`
}

/** How a key stands, as `keyStanding` says it. */
const standingAt = (now: Date): Sql => sql`
  case when api_key.revoked_at is not null then 'revoked'
       when api_key.expires_at <= ${now}::timestamptz then 'expired'
       when api_key.expires_at <= ${new Date(now.getTime() + SOON_MS)}::timestamptz then 'ending'
       else 'active' end`

const askedFor = (field: KeyField, now: Date): Sql => {
  switch (field) {
    case 'revoked':
      return sql`api_key.revoked_at is not null`
    case 'created':
      return sql`api_key.created_at`
    case 'name':
      return NAME
    case 'state':
      return sql`array_position(${[...KEY_STANDINGS]}::text[], ${standingAt(now)})`
    case 'until':
      return sql`coalesce(api_key.expires_at, 'infinity')`
    case 'used':
      return sql`coalesce(api_key.last_used_at, 'infinity')`
  }
}

const listOf = ({ of, text, sort, now }: ApiKeyFilter): ListInOrder => ({
  id: sql`api_key.id`,
  from: sql`from api_key where ${isReached(of)} and ${isFound(text)}`,
  questions: KEY_ORDERS[sort].map(({ field, isDown }) => ({ by: askedFor(field, now), isDown })),
})

/** The ids of the API keys that pass a filter, in its order, behind one of them. */
export const findApiKeyIds = async (
  tx: Tx,
  filter: ApiKeyFilter,
  part?: { readonly after?: string | undefined; readonly take?: number },
): Promise<string[]> => await idsInOrder(tx, listOf(filter), part)

/** The API keys with these ids that are still there, in their order. */
export const findApiKeysInTurn = async (tx: Tx, ids: readonly string[]): Promise<ApiKeyRow[]> =>
  inOrderOf(ids, await tx.apiKey.findMany({ where: { id: { in: [...ids] } }, select: KEY }))

/** How many of the API keys within reach stand how, and how many of them pass the filter. */
export const countApiKeys = async (
  tx: Tx,
  { of, text, now }: ApiKeyFilter,
): Promise<{ standing: KeyStanding; count: number; found: number }[]> =>
  await tx.$queryRaw`
    select ${standingAt(now)} as standing, count(*)::int as count, count(*) filter (where ${isFound(text)})::int as found
    from api_key where ${isReached(of)} group by 1`
