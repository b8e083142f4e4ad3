import { isPermission, PERMISSIONS } from '#lib/core/permissions.ts'
import { formatScopeParam, ownerOf, scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { isNear } from './domain/near-word.ts'
import { linkTo } from './figures.ts'
import { searchInput, type SearchInput, type SearchOutput } from './schemas.ts'
import { findAlikeRecords, type AlikeRecord, type WantedRecords } from './search-records-repository.ts'
import { findAlike, type Alike, type Likeness } from './search-repository.ts'

const PER_KIND = 8
/** More words narrow nothing down that three have not. */
const WORDS = 3

/** A first look finds words, their beginnings and most slips; only when it finds nothing, a second looks far afield. */
const ALIKE = { least: 0.5, most: 200 }
const FAR = { least: 0.25, most: 400 }

type Found = SearchOutput['results'][number] & { readonly rank: number }

/**
 * Finds platforms, tenants, services, incidents and rules in scope whose names are like the text, slips of the hand included;
 * sources, members, keys, targets, providers and invitations for whoever may read those; requests that are shown to the reader,
 * and views of exactly this scope. The best come first.
 */
export async function search(ctx: RequestContext, input: SearchInput): Promise<SearchOutput> {
  authorize(ctx, 'tenant:read')
  const text = parseInput(searchInput, input).q.toLowerCase()
  const words = text.split(/\s+/).slice(0, WORDS)
  const found = await ctx.db.read(async (tx) => {
    const objects = { text, words, sources: reads(ctx, 'source:read'), members: reads(ctx, 'member:read') }
    const records = recordsFor(ctx, { text, words })
    const look = async (like: Likeness, limit: number): Promise<Found[]> => [
      ...(await findAlike(tx, objects, like, limit)).map((one) => foundObject(ctx.scope, one)),
      ...(await findAlikeRecords(tx, records, like, limit)).map((one) => foundRecord(ctx.scope, one)),
    ]
    const alike = await look(ALIKE, PER_KIND)
    if (alike.length > 0) return alike
    const far = await look(FAR, FAR.most)
    return far.filter(({ title, detail }) => isNear(words, `${title} ${detail}`))
  })
  return { results: best(found).map(({ rank: _rank, ...result }) => result) }
}

const reads = (ctx: RequestContext, permission: Parameters<RequestContext['grantOf']>[0]): boolean =>
  ctx.grantOf(permission) !== null

/** What of the records the reader may know: as the lists of each say it. */
function recordsFor(ctx: RequestContext, asked: Pick<WantedRecords, 'text' | 'words'>): WantedRecords {
  const held = PERMISSIONS.filter((permission) => !['own', null].includes(ctx.grantOf(permission)))
  const ownKeys = reads(ctx, 'apikey:create') ? 'own' : 'none'
  return {
    ...asked,
    memberId: ctx.actor.kind === 'member' ? ctx.actor.id : null,
    owner: ownerOf(ctx.scope),
    keys: ctx.grantOf('access:read') === 'yes' ? 'all' : ownKeys,
    targets: reads(ctx, 'source:read'),
    providers: reads(ctx, 'access:read'),
    invitations: reads(ctx, 'member:read'),
    permissions: held.filter(isPermission),
  }
}

/** The first few of each kind, the best of all first. */
function best(found: readonly Found[]): readonly Found[] {
  const counts = new Map<Found['kind'], number>()
  return found
    .toSorted((a, b) => b.rank - a.rank)
    .filter(({ kind }) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      return count <= PER_KIND
    })
}

/** Longest text that lists look for. */
const LONGEST = 100

/** A list, narrowed to what has this name. */
const listed = (scope: Scope, path: string, name: string): string =>
  linkTo(scope, path, { text: name.slice(0, LONGEST) })

const foundObject = (scope: Scope, { kind, id, title, detail, rank }: Alike): Found => ({
  kind,
  id,
  title,
  detail,
  rank,
  href: opens(scope, { kind, id, title }),
})

/** Where an object opens: tenants and platforms in their own scope, where the reader is not in a narrower one. */
function opens(scope: Scope, { kind, id, title }: Pick<Alike, 'kind' | 'id' | 'title'>): string {
  switch (kind) {
    case 'incident':
      return linkTo(scope, `/incidents/${id}`)
    case 'service':
      return linkTo(scope, `/services/${id}`)
    case 'tenant':
    case 'platform':
      return scope.kind === 'tenant' ? `/?scope=${formatScopeParam(scope)}` : `/?scope=${kind}:${id}`
    case 'rule':
      return listed(scope, '/rules', title)
    case 'source':
      return listed(scope, '/sources', title)
    case 'member':
      return listed(scope, '/members', title)
  }
}

const foundRecord = (scope: Scope, record: AlikeRecord): Found => ({
  kind: record.kind,
  id: record.id,
  title: record.title,
  detail: record.detail,
  rank: record.rank,
  href: opensRecord(scope, record),
})

/** Where a record opens. Providers belong to exactly one scope, and are set there. */
function opensRecord(scope: Scope, record: AlikeRecord): string {
  const { kind, id, title, detail, query } = record
  switch (kind) {
    case 'key':
      return listed(scope, '/api-keys', title)
    case 'target':
      return linkTo(scope, '/sources')
    case 'request':
      return linkTo(scope, `/requests/${id}`)
    case 'provider':
      return linkTo(scopeOfOwner(record), '/sign-on')
    case 'view':
      return linkTo(scope, `/${detail}`, { ...Object.fromEntries(new URLSearchParams(query)), view: id })
    case 'invitation':
      return linkTo(scope, '/members')
  }
}
