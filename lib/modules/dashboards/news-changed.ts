import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
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
    ...incidentLines(await findIncidentNews(tx, since, take)),
    ...serviceLines(await findServiceNews(tx, since, take), since),
    ...(ctx.scope.kind === 'tenant' ? sharedLines(await findSharedNews(tx, since, take), ctx.scope) : []),
    ...(may('rule:read') ? ruleLines(await findRuleNews(tx, since, take)) : []),
    ...(may('source:read') ? sourceLines(await findSourceNews(tx, since, take), since) : []),
    ...(may('audit:read') ? settingLines(await findAuditNews(tx, NEWS_ACTIONS, since, take)) : []),
  ]
}

function incidentLines({ opened, resolved }: Awaited<ReturnType<typeof findIncidentNews>>): NewsLine[] {
  return [
    ...opened.map((row) => ({
      key: `opened ${row.id}`,
      kind: 'incident' as const,
      mark: row.severity === 'P0' || row.severity === 'P1' ? ('down' as const) : ('degraded' as const),
      atMs: row.openedAt.getTime(),
      title: `${row.code} was opened`,
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
              title: `${row.code} was resolved`,
              detail: row.title,
              path: `/incidents/${row.id}`,
              ...ownerOf(row),
            },
          ],
    ),
  ]
}

const serviceLines = (rows: Awaited<ReturnType<typeof findServiceNews>>, since: Date): NewsLine[] =>
  rows.map((row) => ({
    key: `service ${row.id}`,
    kind: 'service',
    mark: row.state,
    atMs: row.stateSince.getTime(),
    title:
      row.createdAt >= since && row.stateSince.getTime() - row.createdAt.getTime() < 1000
        ? `${row.name} was seen for the first time`
        : `${row.name} is ${STATE_WORDS[row.state]}`,
    detail: row.reason,
    path: `/services/${row.id}`,
    ...ownerOf(row),
  }))

const STATE_WORDS = {
  down: 'down',
  degraded: 'degraded',
  stale: 'stale',
  unknown: 'without data',
  learning: 'learning',
  maintenance: 'in maintenance',
  healthy: 'healthy',
} as const

const sharedLines = (rows: Awaited<ReturnType<typeof findSharedNews>>, owner: Owned): NewsLine[] =>
  rows.map((row) => ({
    key: `shared ${row.serviceId}`,
    kind: 'service',
    mark: row.state,
    atMs: row.since.getTime(),
    title: `${row.name}, which all tenants share, is ${STATE_WORDS[row.state]}`,
    detail: row.words,
    path: '/services',
    ...ownerOf(owner),
  }))

const ruleLines = (rows: Awaited<ReturnType<typeof findRuleNews>>): NewsLine[] =>
  rows.map((row) => ({
    key: `rule ${row.id}`,
    kind: 'rule',
    mark: 'changed',
    atMs: row.updatedAt.getTime(),
    title: row.version === 1 ? `Rule ${row.name} was created` : `Rule ${row.name} was changed`,
    detail: row.enabled ? '' : 'It is switched off.',
    path: '/rules',
    ...ownerOf(row),
  }))

function sourceLines(rows: Awaited<ReturnType<typeof findSourceNews>>, since: Date): NewsLine[] {
  return rows.flatMap((row) => {
    const line = (what: string, at: Date | null): NewsLine[] =>
      at === null || at < since
        ? []
        : [
            {
              key: `source ${row.id} ${what}`,
              kind: 'source',
              mark: 'changed',
              atMs: at.getTime(),
              title: `Source ${row.name} was ${what}`,
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

const settingLines = (rows: Awaited<ReturnType<typeof findAuditNews>>): NewsLine[] =>
  rows.map((row) => ({
    key: `audit ${row.chain} ${row.seq}`,
    kind: 'setting',
    mark: 'changed',
    atMs: row.at.getTime(),
    title: settingWords(row.action),
    target: { kind: row.targetKind, id: row.targetId },
    detail: '',
    path: `/audit?action=${encodeURIComponent(row.action)}`,
    ...ownerOf(row),
  }))
