import { formatScopeParam, type Scope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { isNear } from './domain/near-word.ts'
import { linkTo } from './figures.ts'
import { searchInput, type SearchInput, type SearchOutput } from './schemas.ts'
import { findAlike, type Alike } from './search-repository.ts'

const PER_KIND = 8
/** More words narrow nothing down that three have not. */
const WORDS = 3

/** A first look finds words, their beginnings and most slips; only when it finds nothing, a second looks far afield. */
const ALIKE = { least: 0.5, most: 200 }
const FAR = { least: 0.25, most: 400 }

/**
 * Finds platforms, tenants, services, incidents and rules in scope whose names are like the text, slips of the hand included, and
 * sources and members for whoever may read those. The best come first.
 */
export async function search(ctx: RequestContext, input: SearchInput): Promise<SearchOutput> {
  authorize(ctx, 'tenant:read')
  const text = parseInput(searchInput, input).q.toLowerCase()
  const wanted = {
    text,
    words: text.split(/\s+/).slice(0, WORDS),
    sources: ctx.grantOf('source:read') !== null,
    members: ctx.grantOf('member:read') !== null,
  }
  const found = await ctx.db.read(async (tx) => {
    const alike = await findAlike(tx, wanted, ALIKE, PER_KIND)
    if (alike.length > 0) return alike
    const far = await findAlike(tx, wanted, FAR, FAR.most)
    return far.filter(({ title, detail }) => isNear(wanted.words, `${title} ${detail}`))
  })
  return {
    results: best(found).map(({ kind, id, title, detail }) => ({
      kind,
      id,
      title,
      detail,
      href: opens(ctx.scope, { kind, id }),
    })),
  }
}

/** The first few of each kind, in their order. */
function best(found: readonly Alike[]): readonly Alike[] {
  const counts = new Map<Alike['kind'], number>()
  return found.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= PER_KIND
  })
}

/** Where an object opens: tenants and platforms in their own scope, where the reader is not in a narrower one. */
function opens(scope: Scope, { kind, id }: Pick<Alike, 'kind' | 'id'>): string {
  switch (kind) {
    case 'incident':
      return linkTo(scope, `/incidents/${id}`)
    case 'service':
      return linkTo(scope, `/services/${id}`)
    case 'tenant':
    case 'platform':
      return scope.kind === 'tenant' ? `/?scope=${formatScopeParam(scope)}` : `/?scope=${kind}:${id}`
    case 'rule':
      return linkTo(scope, '/rules')
    case 'source':
      return linkTo(scope, '/sources')
    case 'member':
      return linkTo(scope, '/members')
  }
}
