'use client'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import { StateGlyph, STATE_TEXT } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import { worstFirst } from '#components/ui/states.ts'
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
  const t = useText('dashboards')
  const ui = useText('ui')
  const { all } = tenantCounts(t, ui, overview.tenantStates)
  const sorted = overview.tenants.toSorted(worstFirst).slice(0, SHOWN)
  return (
    <Panel
      title={t('tenants.title')}
      count={all}
      meta={
        <>
          <span>
            {sorted.length < all ? t('tenants.worst', { count: sorted.length }) : t('tenants.worstFirst')}
          </span>
          <AppLink href="/matrix" className="opens">
            {t('tenants.byService')}
          </AppLink>
        </>
      }
      isFlush
    >
      {sorted.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('tenants.none')}>
            {t(platform.isSelf ? 'tenants.noneSelf' : 'tenants.noneHere')}
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
                  <NeutralBadge>{t('suspended')}</NeutralBadge>
                ) : (
                  <span className={STATE_TEXT[state]}>{stateText(ui, state)}</span>
                )
              }
            >
              <AppLink href={`/?scope=tenant:${id}`} className={ROW_NAME}>
                {name}
              </AppLink>
            </RuledRow>
          ))}
        </RuledList>
      )}
    </Panel>
  )
}
