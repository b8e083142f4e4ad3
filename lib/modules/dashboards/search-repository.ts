import type { Tx } from '#lib/infra/db/index.ts'

/** An object whose name is like what was looked for. */
export interface Alike {
  readonly kind: 'incident' | 'service' | 'tenant' | 'platform' | 'rule' | 'source' | 'member'
  readonly id: string
  readonly title: string
  readonly detail: string
  /** How well it fits; comparable between kinds. */
  readonly rank: number
}

/** What is looked for. */
export interface Wanted {
  /** In small letters. */
  readonly text: string
  /** Its words, one to three. */
  readonly words: readonly string[]
  /** Whether the reader may know of sources and of members. */
  readonly sources: boolean
  readonly members: boolean
}

/** How much of a word's trigrams a name must have, and how many names of a kind are looked at at most. */
export interface Likeness {
  readonly least: number
  readonly most: number
}

/** Tenants whose services are looked at for the other words of a text, by each of its words. */
const TENANTS_BY_WORD = 20

/**
 * Objects in scope whose names have all words, or words like them; a service also by the name of its tenant. The best `limit` of
 * each kind. Conditions stand alone, one column and one word each, so that an index can answer them below the policies
 * (docs/adr/0029-search-by-trigrams.md).
 */
export async function findAlike(tx: Tx, wanted: Wanted, like: Likeness, limit: number): Promise<Alike[]> {
  const { text, words, sources, members } = wanted
  const [first = text, second = first, third = second] = words
  const list = [...words]
  const isSeveral = words.length > 1
  await tx.$queryRaw`select set_config('pg_trgm.word_similarity_threshold', ${String(like.least)}, true)`
  return await tx.$queryRaw<Alike[]>`
    with tenants as materialized (
      select near.id, word from unnest(${list}::text[]) word cross join lateral (
        select id from tenant where name %> word order by word_similarity(word, name) desc, id limit ${TENANTS_BY_WORD}::int
      ) near where ${isSeveral}::boolean
    ), hits as (
      (select 'incident' as kind, id, null::uuid as platform_id, null::uuid as tenant_id,
         code || ' ' || title as title, state::text as detail, opened_at as at
       from incident where title %> ${first} and title %> ${second} and title %> ${third} limit ${like.most}::int)
      union all
      (select 'incident', id, null, null, code || ' ' || title, state::text, opened_at
       from incident where code %> ${first} limit ${like.most}::int)
      union all
      (select 'service', id, platform_id, tenant_id, name, null, null
       from service where name %> ${first} and name %> ${second} and name %> ${third} limit ${like.most}::int)
      union all
      (select 'service', s.id, s.platform_id, s.tenant_id, s.name, null, null
       from tenants join service s on s.tenant_id = tenants.id
       where s.name %> all(array_remove(${list}::text[], word)) limit ${like.most}::int)
      union all
      (select 'tenant', id, platform_id, null, name, null, null
       from tenant where name %> ${first} and name %> ${second} and name %> ${third} limit ${like.most}::int)
      union all
      (select 'platform', id, null, null, name, 'platform', null from platform where name %> all(${list}::text[]))
      union all
      (select 'rule', id, null, null, name, 'rule', null
       from rule where name %> ${first} and name %> ${second} and name %> ${third} limit ${like.most}::int)
      union all
      (select 'source', id, null, null, name, 'source', null from source
       where ${sources}::boolean and revoked_at is null and name %> all(${list}::text[]) limit ${like.most}::int)
      union all
      (select 'member', id, null, null, name, email, null from member
       where ${members}::boolean and name || ' ' || email %> all(${list}::text[]) limit ${like.most}::int)
    ), ranked as (
      select distinct on (kind, id) *,
        word_similarity(${text}, title)
          + ts_rank(to_tsvector('simple', title), plainto_tsquery('simple', ${text}))
          + case when lower(title) = ${text} then 2 when starts_with(lower(title), ${text}) then 1 else 0 end as rank
      from hits order by kind, id
    ), placed as (
      select *, row_number() over (partition by kind order by rank desc, at desc nulls last, title, id) as place
      from ranked
    )
    select kind, placed.id::text, title, coalesce(detail, concat_ws(', ', p.name, t.name)) as detail, rank
    from placed left join platform p on p.id = placed.platform_id left join tenant t on t.id = placed.tenant_id
    where place <= ${limit}::int order by rank desc, kind, place`
}
