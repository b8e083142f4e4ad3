'use client'
import { AppLink } from '#components/ui/app-link.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { StateGlyph, STATE_TEXT } from '#components/ui/state-glyph.tsx'
import { stateWord, worstFirst } from '#components/ui/states.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { tenantCounts } from './overview-order.ts'

/** More rows than this are in the matrix. */
const SHOWN = 20

/** The tenants of one platform, worst first. */
export function PlatformTenantsPanel({
  platform,
  overview,
}: {
  platform: FleetOverview['platforms'][number]
  overview: FleetOverview
}) {
  const { all } = tenantCounts(overview.tenantStates)
  const sorted = overview.tenants.toSorted(worstFirst).slice(0, SHOWN)
  return (
    <Panel
      title="Tenants"
      count={all}
      meta={
        <>
          <span>{sorted.length < all ? `The worst ${sorted.length}` : 'Worst first'}</span>
          <AppLink href="/matrix" className="opens">
            By service
          </AppLink>
        </>
      }
      isFlush
    >
      {sorted.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title="No tenant yet">
            {platform.isSelf
              ? 'This platform is Bailiwick itself: it has services, and no customers of its own.'
              : 'A tenant is a customer of this platform. Create one to give it a source, its own members and its own page.'}
          </EmptyState>
        </div>
      ) : (
        <RuledList>
          {sorted.map(({ id, name, state, isSuspended }) => (
            <RuledRow
              key={id}
              mark={<StateGlyph state={state} />}
              end={
                isSuspended ? (
                  <NeutralBadge>Suspended</NeutralBadge>
                ) : (
                  <span className={STATE_TEXT[state]}>{stateWord(state)}</span>
                )
              }
            >
              <AppLink
                href={`/?scope=tenant:${id}`}
                className="row-link font-medium after:absolute after:inset-0"
              >
                {name}
              </AppLink>
            </RuledRow>
          ))}
        </RuledList>
      )}
    </Panel>
  )
}
