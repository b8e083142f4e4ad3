import type { Say } from '#lib/core/say.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { retellReason } from '#lib/core/words.ts'
import { NEWS_ACTIONS, settingWords, type NewsLine } from './domain/news.ts'
import {
  findAuditNews,
  findIncidentNews,
  findRuleNews,
  findServiceNews,
  findSharedNews,
  findSourceNews,
} from './news-repository.ts'

type Owned = { readonly platformId: string | null; readonly tenantId: string | null }
const ownerOf = ({ platformId, tenantId }: Owned): Owned => ({ platformId, tenantId })

/** Everything that changed since `since` and that the reader may see, at most `take` of each kind. */
export async function changedLines(
  tx: Tx,
  ctx: RequestContext,
  since: Date,
  take: number,
): Promise<readonly NewsLine[]> {
  const may = (permission: Parameters<typeof ctx.grantOf>[0]): boolean => ctx.grantOf(permission) !== null
  return [
    ...incidentLines(await findIncidentNews(tx, since, take), ctx.say),
    ...serviceLines(await findServiceNews(tx, since, take), since, ctx),
    ...(ctx.scope.kind === 'tenant'
      ? sharedLines(await findSharedNews(tx, since, take), ctx.scope, ctx)
      : []),
    ...(may('rule:read') ? ruleLines(await findRuleNews(tx, since, take), ctx.say) : []),
    ...(may('source:read') ? sourceLines(await findSourceNews(tx, since, take), since, ctx.say) : []),
    ...(may('audit:read') ? settingLines(await findAuditNews(tx, NEWS_ACTIONS, since, take), ctx.say) : []),
  ]
}

function incidentLines(
  { opened, resolved }: Awaited<ReturnType<typeof findIncidentNews>>,
  say: Say,
): NewsLine[] {
  return [
    ...opened.map((row) => ({
      key: `opened ${row.id}`,
      kind: 'incident' as const,
      mark: row.severity === 'P0' || row.severity === 'P1' ? ('down' as const) : ('degraded' as const),
      atMs: row.openedAt.getTime(),
      title: say('{incident} was opened', { incident: row.code }),
      detail: row.title,
      path: `/incidents/${row.id}`,
      ...ownerOf(row),
    })),
    ...resolved.flatMap((row) =>
      row.resolvedAt === null
        ? []
        : [
            {
              key: `resolved ${row.id}`,
              kind: 'incident' as const,
              mark: 'healthy' as const,
              atMs: row.resolvedAt.getTime(),
              title: say('{incident} was resolved', { incident: row.code }),
              detail: row.title,
              path: `/incidents/${row.id}`,
              ...ownerOf(row),
            },
          ],
    ),
  ]
}

type Reader = Pick<RequestContext, 'say' | 'language'>

const serviceLines = (
  rows: Awaited<ReturnType<typeof findServiceNews>>,
  since: Date,
  { say, language }: Reader,
): NewsLine[] =>
  rows.map((row) => ({
    key: `service ${row.id}`,
    kind: 'service',
    mark: row.state,
    atMs: row.stateSince.getTime(),
    title:
      row.createdAt >= since && row.stateSince.getTime() - row.createdAt.getTime() < 1000
        ? say('{service} was seen for the first time', { service: row.name })
        : say(STATE_TEXTS[row.state], { service: row.name }),
    detail: retellReason(language, row.reason),
    path: `/services/${row.id}`,
    ...ownerOf(row),
  }))

const STATE_TEXTS = {
  down: '{service} is down',
  degraded: '{service} is degraded',
  stale: '{service} is stale',
  unknown: '{service} is without data',
  learning: '{service} is learning',
  maintenance: '{service} is in maintenance',
  healthy: '{service} is healthy',
} as const

const SHARED_TEXTS = {
  down: '{service}, which all tenants share, is down',
  degraded: '{service}, which all tenants share, is degraded',
  stale: '{service}, which all tenants share, is stale',
  unknown: '{service}, which all tenants share, is without data',
  learning: '{service}, which all tenants share, is learning',
  maintenance: '{service}, which all tenants share, is in maintenance',
  healthy: '{service}, which all tenants share, is healthy',
} as const

const sharedLines = (
  rows: Awaited<ReturnType<typeof findSharedNews>>,
  owner: Owned,
  { say, language }: Reader,
): NewsLine[] =>
  rows.map((row) => ({
    key: `shared ${row.serviceId}`,
    kind: 'service',
    mark: row.state,
    atMs: row.since.getTime(),
    title: say(SHARED_TEXTS[row.state], { service: row.name }),
    detail: retellReason(language, row.words),
    path: '/services',
    ...ownerOf(owner),
  }))

const ruleLines = (rows: Awaited<ReturnType<typeof findRuleNews>>, say: Say): NewsLine[] =>
  rows.map((row) => ({
    key: `rule ${row.id}`,
    kind: 'rule',
    mark: 'changed',
    atMs: row.updatedAt.getTime(),
    title: say(row.version === 1 ? 'Rule {rule} was created' : 'Rule {rule} was changed', { rule: row.name }),
    detail: row.enabled ? '' : say('It is switched off.'),
    path: '/rules',
    ...ownerOf(row),
  }))

const SOURCE_TEXTS = {
  created: 'Source {source} was created',
  rotated: 'Source {source} was rotated',
  revoked: 'Source {source} was revoked',
} as const

function sourceLines(rows: Awaited<ReturnType<typeof findSourceNews>>, since: Date, say: Say): NewsLine[] {
  return rows.flatMap((row) => {
    const line = (what: keyof typeof SOURCE_TEXTS, at: Date | null): NewsLine[] =>
      at === null || at < since
        ? []
        : [
            {
              key: `source ${row.id} ${what}`,
              kind: 'source',
              mark: 'changed',
              atMs: at.getTime(),
              title: say(SOURCE_TEXTS[what], { source: row.name }),
              detail: '',
              path: '/sources',
              ...ownerOf(row),
            },
          ]
    return [
      ...line('created', row.createdAt),
      ...line('rotated', row.rotatedAt),
      ...line('revoked', row.revokedAt),
    ]
  })
}

const settingLines = (rows: Awaited<ReturnType<typeof findAuditNews>>, say: Say): NewsLine[] =>
  rows.map((row) => ({
    key: `audit ${row.chain} ${row.seq}`,
    kind: 'setting',
    mark: 'changed',
    atMs: row.at.getTime(),
    title: settingWords(say, row.action),
    target: { kind: row.targetKind, id: row.targetId },
    detail: '',
    path: `/audit?action=${encodeURIComponent(row.action)}`,
    ...ownerOf(row),
  }))
