'use client'
import { useQuery } from '@tanstack/react-query'
import { scopeAbove } from '#components/access/scope-above.ts'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { LeavingView } from '#lib/modules/leaving/schemas.ts'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'
import { leavingQuery, tenantQuery } from './api/leaving.ts'
import { ErasurePanel } from './erasure-panel.tsx'
import { ExportsPanel } from './exports-panel.tsx'
import type { LifeRights } from './life-rights.ts'
import { StandingPanel } from './standing-panel.tsx'

/** Properties of `TenantLifeScreen`. */
export interface TenantLifeScreenProps {
  readonly scope: string
  readonly tenant: TenantView
  readonly leaving: LeavingView
  readonly may: LifeRights
}

/** How often progress is asked for while something is under way, milliseconds; events bring it sooner. */
const LOOK_EVERY_MS = 2000

/** The life of one tenant: its state, its exports, its end. */
export function TenantLifeScreen({
  scope,
  tenant: first,
  leaving: firstLeaving,
  may,
}: TenantLifeScreenProps) {
  const t = useText('leaving')
  const { scopes } = useShell()
  const isAbove = scopes.some(({ kind }) => kind !== 'tenant')
  const above = isAbove ? scopeAbove(scopes, first.platformId) : scope
  const { data: tenant } = useQuery({ ...tenantQuery(above, first.id), initialData: first })
  const { data: leaving } = useQuery({
    ...leavingQuery(above, first.id),
    initialData: firstLeaving,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? LOOK_EVERY_MS : false),
  })
  return (
    <PageFrame crumbs={[{ label: t(isAbove ? 'tenant' : 'life.leave') }]}>
      <PageHeader
        title={isAbove ? t('life.title', { tenant: tenant.name }) : t('life.own')}
        answer={t(tenant.state === 'suspended' ? 'life.suspended' : 'life.active')}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <ExportsPanel
          scope={isAbove ? above : scope}
          tenantId={tenant.id}
          exports={leaving.exports}
          may={may.export}
        />
        <div className="flex min-w-0 flex-col gap-4">
          <StandingPanel above={above} tenant={tenant} may={may} />
          {may.erase || leaving.erasure !== null ? (
            <ErasurePanel above={above} tenant={tenant} leaving={leaving} mayErase={may.erase} />
          ) : null}
        </div>
      </div>
    </PageFrame>
  )
}

const isUnderWay = (leaving: LeavingView | undefined): boolean =>
  leaving?.exports.some(({ state }) => state === 'queued' || state === 'running') === true ||
  leaving?.erasure?.state === 'running'
