'use client'
import { AppLink } from '#components/ui/app-link.tsx'
import { badgeTint } from '#components/ui/badge.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateWord, STATES_WORST_FIRST, type HealthState } from '#components/ui/states.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { groupTenants, tenantCounts, type TenantCounts, type TenantGroup } from './overview-order.ts'

/** One mark for each tenant, by platform, worst first. */
export function TenantsPanel({ overview }: { overview: FleetOverview }) {
  const { tenants, tenantStates } = overview
  const { all } = tenantCounts(tenantStates)
  return (
    <Panel
      title="Tenants"
      count={all}
      meta={
        <>
          <span>{tenants.length < all ? `The worst ${tenants.length}` : 'One mark each, worst first'}</span>
          <AppLink href="/matrix" className="opens">
            By service
          </AppLink>
        </>
      }
      className="flex flex-col"
      isFlush
    >
      {tenants.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title="No tenant yet">
            Tenants are created on the page of their platform. Each one gets a mark here, in the state of its
            services.
          </EmptyState>
        </div>
      ) : (
        <>
          <div className="flex flex-wrap gap-x-6 gap-y-3.5 p-3.5">
            {groupTenants(tenants).map((group) => (
              <TenantMarks
                key={group.platformId}
                group={group}
                counts={tenantCounts(
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
  const { all, healthy, others } = counts
  return (
    <section aria-label={`Tenants of ${group.platformName}`} className="min-w-40">
      <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4 text-small">
        <AppLink href={`/?scope=platform:${group.platformId}`} className="font-medium hover:text-accent">
          {group.platformName}
        </AppLink>
        <span className="text-micro text-fg-3">
          {healthy} of {all} healthy{others === null ? '' : `, ${others}`}
        </span>
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {group.tenants.map((tenant) => (
          <li key={tenant.id}>
            <Mark
              id={tenant.id}
              name={tenant.isSuspended ? `${tenant.name} (suspended)` : tenant.name}
              state={tenant.state}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mark({ id, name, state }: { id: string; name: string; state: HealthState }) {
  const isAlarm = state === 'down' || state === 'degraded'
  return (
    <AppLink
      href={`/?scope=tenant:${id}`}
      title={`${name}: ${stateWord(state).toLowerCase()}`}
      aria-label={`${name}: ${stateWord(state).toLowerCase()}`}
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
  return (
    <ul className="mt-auto flex flex-wrap gap-x-3.5 gap-y-1 border-t border-line px-3.5 py-2.5 text-micro text-fg-2">
      {STATES_WORST_FIRST.toReversed().map((state) => (
        <li key={state} className="inline-flex items-center gap-[5px]">
          <StateGlyph state={state} size={10} />
          {stateWord(state).toLowerCase()}
        </li>
      ))}
    </ul>
  )
}
