import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Likeness } from './search-repository.ts'

/** A record of the people and programs of a scope whose name is like what was looked for. */
export interface AlikeRecord {
  readonly kind: 'key' | 'target' | 'request' | 'provider' | 'view' | 'invitation'
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly rank: number
  /** Whose it is. */
  readonly platformId: string | null
  readonly tenantId: string | null
  /** What its address has to say beside its id: the list of a view with its parameters. */
  readonly query: string
}

/** What is looked for, and what of it the reader may know. */
export interface WantedRecords {
  /** In small letters. */
  readonly text: string
  /** Its words, one to three. */
  readonly words: readonly string[]
  /** The reader; null for keys, jobs and the console. */
  readonly memberId: string | null
  /** Exactly the scope of the reader: views belong to it alone. */
  readonly owner: Owner
  /** Whether keys of everybody are theirs to see, or only the own ones, or none. */
  readonly keys: 'all' | 'own' | 'none'
  readonly targets: boolean
  readonly providers: boolean
  readonly invitations: boolean
  /** Permissions that they hold themselves: requests for those are shown to them, beside their own. */
  readonly permissions: readonly string[]
}

/** Records in scope whose names have all words, or words like them; the best `limit` of each kind. */
export async function findAlikeRecords(
  tx: Tx,
  wanted: WantedRecords,
  like: Likeness,
  limit: number,
): Promise<AlikeRecord[]> {
  const { text, memberId, owner, keys } = wanted
  const words = [...wanted.words]
  await tx.$queryRaw`select set_config('pg_trgm.word_similarity_threshold', ${String(like.least)}, true)`
  return await tx.$queryRaw<AlikeRecord[]>`
    with hits as (
      (select 'key' as kind, id, platform_id, tenant_id, name as title, hint as detail, '' as query, created_at as at
       from api_key where (${keys} = 'all' or (${keys} = 'own' and member_id = ${memberId}::uuid))
         and revoked_at is null and name %> all(${words}::text[]) limit ${like.most}::int)
      union all
      (select 'target', id, platform_id, tenant_id, job, url, '', created_at
       from scrape_target where ${wanted.targets}::boolean and job || ' ' || url %> all(${words}::text[])
       limit ${like.most}::int)
      union all
      (select 'request', id, platform_id, tenant_id, target, requested_by_name, '', created_at
       from approval_request
       where (requested_by = ${memberId}::uuid or permission = any (${[...wanted.permissions]}::text[]))
         and target || ' ' || requested_by_name %> all(${words}::text[]) limit ${like.most}::int)
      union all
      (select 'provider', id, platform_id, tenant_id, name, upper(kind), '', created_at
       from identity_provider where ${wanted.providers}::boolean and state <> 'removed'
         and name %> all(${words}::text[]) limit ${like.most}::int)
      union all
      (select 'view', id, platform_id, tenant_id, name, screen, query, created_at
       from saved_view
       where platform_id is not distinct from ${owner.platformId}::uuid
         and tenant_id is not distinct from ${owner.tenantId}::uuid
         and (is_shared or member_id = ${memberId}::uuid) and name %> all(${words}::text[]) limit ${like.most}::int)
      union all
      (select 'invitation', id, platform_id, tenant_id, name, email, '', created_at
       from invitation where ${wanted.invitations}::boolean and accepted_at is null and revoked_at is null
         and name || ' ' || email %> all(${words}::text[]) limit ${like.most}::int)
    ), ranked as (
      select *, word_similarity(${text}, title)
          + case when lower(title) = ${text} then 2 when starts_with(lower(title), ${text}) then 1 else 0 end as rank
      from hits
    ), placed as (
      select *, row_number() over (partition by kind order by rank desc, at desc, title, id) as place from ranked
    )
    select kind, id::text, title, detail, rank, query, platform_id::text as "platformId", tenant_id::text as "tenantId"
    from placed where place <= ${limit}::int order by rank desc, kind, place`
}
