import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { aheadLines } from './news-ahead.ts'
import { changedLines } from './news-changed.ts'
import { NEWS_MS, newestFirst, soonestFirst, titleWith, type NewsLine } from './domain/news.ts'
import { figureReader, linkTo, missingFigure } from './figures.ts'
import { findOwnerNames, findTargetNames } from './news-repository.ts'
import type { News } from './schemas.ts'

/** Lines of each of the two lists. */
const SHOWN = 12

/**
 * What changed in the last seven days and what is about to be wrong, in scope: of incidents, services, rules, sources,
 * credentials, roles, certificates and settings, as far as the reader may see each of them.
 */
export async function readNews(ctx: RequestContext): Promise<News> {
  authorize(ctx, 'service:read')
  const now = ctx.clock.now()
  return await ctx.db.read(async (tx) => {
    const changed = newestFirst(await changedLines(tx, ctx, new Date(now.getTime() - NEWS_MS), SHOWN), SHOWN)
    const ahead = soonestFirst(await aheadLines(tx, ctx, now, SHOWN), SHOWN)
    const all = [...changed, ...ahead]
    const ids = (pick: (line: NewsLine) => string | null): string[] => [
      ...new Set(all.map(pick).filter((id) => id !== null)),
    ]
    const names = new Map(
      (
        await findOwnerNames(
          tx,
          ids(({ platformId }) => platformId),
          ids(({ tenantId }) => tenantId),
        )
      ).map(({ id, name }) => [id, name]),
    )
    const targets = new Map(
      (
        await findTargetNames(
          tx,
          changed.map(({ target }) => target).filter((target) => target !== undefined),
        )
      ).map(({ id, name }) => [id, name]),
    )
    const view = (line: NewsLine): News['changed'][number] => ({
      key: line.key,
      kind: line.kind,
      mark: line.mark,
      at: new Date(line.atMs).toISOString(),
      title: titleWith(line.title, targets.get(line.target?.id ?? '')),
      detail: line.detail,
      whose: whoseOf(line, names),
      href: linkTo(ctx.scope, line.path.split('?')[0] ?? '/', queryOf(line.path)),
    })
    return {
      asOf: now.toISOString(),
      changed: changed.map(view),
      ahead: ahead.map(view),
      forecasts: missingFigure<number>('forecasts', figureReader(ctx, now)),
    }
  })
}

const queryOf = (path: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''))

/** Whose it is: the tenant, else the platform; null for what is the operator's own. */
const whoseOf = (line: NewsLine, names: ReadonlyMap<string, string>): string | null =>
  names.get(line.tenantId ?? line.platformId ?? '') ?? null
