'use client'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { badgeTint } from '#components/ui/badge.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import { STATES_WORST_FIRST, type HealthState } from '#components/ui/states.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { groupTenants, tenantCounts, type TenantCounts, type TenantGroup } from './overview-order.ts'

/** One mark for each tenant, by platform, worst first. */
export function TenantsPanel({ overview }: { overview: FleetOverview }) {
  const t = useText('dashboards')
  const ui = useText('ui')
  const { tenants, tenantStates } = overview
  const { all } = tenantCounts(t, ui, tenantStates)
  return (
    <Panel
      title={t('tenants.title')}
      count={all}
      meta={
        <>
          <span>
            {tenants.length < all ? t('tenants.worst', { count: tenants.length }) : t('tenants.marks')}
          </span>
          <AppLink href="/matrix" className="opens">
            {t('tenants.byService')}
          </AppLink>
        </>
      }
      className="flex flex-col"
      isFlush
    >
      {tenants.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('tenants.none')}>{t('tenants.noneFleet')}</EmptyState>
        </div>
      ) : (
        <>
          <div className="flex flex-wrap gap-x-6 gap-y-3.5 p-3.5">
            {groupTenants(tenants).map((group) => (
              <TenantMarks
                key={group.platformId}
                group={group}
                counts={tenantCounts(
                  t,
                  ui,
                  tenantStates.filter(({ platformId }) => platformId === group.platformId),
                )}
              />
            ))}
          </div>
          <Legend />
        </>
      )}
    </Panel>
  )
}

function TenantMarks({ group, counts }: { group: TenantGroup; counts: TenantCounts }) {
  const t = useText('dashboards')
  const { all, healthy, others } = counts
  return (
    <section aria-label={t('tenants.of', { platform: group.platformName })} className="min-w-40">
      <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4 text-small">
        <AppLink href={`/?scope=platform:${group.platformId}`} className="font-medium hover:text-accent">
          {group.platformName}
        </AppLink>
        <span className="text-micro text-fg-3">
          {others === null
            ? t('tenants.healthy', { healthy, all })
            : t('tenants.healthyOthers', { healthy, all, others })}
        </span>
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {group.tenants.map((tenant) => (
          <li key={tenant.id}>
            <Mark
              id={tenant.id}
              name={tenant.isSuspended ? t('suspendedName', { name: tenant.name }) : tenant.name}
              state={tenant.state}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mark({ id, name, state }: { id: string; name: string; state: HealthState }) {
  const t = useText('dashboards')
  const ui = useText('ui')
  const words = t('tenants.mark', { name, state: stateText(ui, state).toLowerCase() })
  const isAlarm = state === 'down' || state === 'degraded'
  return (
    <AppLink
      href={`/?scope=tenant:${id}`}
      title={words}
      aria-label={words}
      className={classNames(
        'grid size-6 place-items-center rounded-[3px] border hover:border-line-control pointer-coarse:size-11',
        isAlarm ? badgeTint(state) : 'border-line-strong',
      )}
    >
      <StateGlyph state={state} size={12} />
    </AppLink>
  )
}

function Legend() {
  const ui = useText('ui')
  return (
    <ul className="mt-auto flex flex-wrap gap-x-3.5 gap-y-1 border-t border-line px-3.5 py-2.5 text-micro text-fg-2">
      {STATES_WORST_FIRST.toReversed().map((state) => (
        <li key={state} className="inline-flex items-center gap-[5px]">
          <StateGlyph state={state} size={10} />
          {stateText(ui, state).toLowerCase()}
        </li>
      ))}
    </ul>
  )
}
