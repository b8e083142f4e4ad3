'use client'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { RuledList, RuledRow } from '#components/ui/panel.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import { StateGlyph, STATE_TEXT } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'

/** The matrix on a phone: a row for each tenant, with how many of its services are in each state. */
export function MatrixList({ matrix: { rows } }: { matrix: HealthMatrix }) {
  const t = useText('dashboards')
  const ui = useText('ui')
  return (
    <div className="sm:hidden">
      <RuledList>
        {rows.map((row) => (
          <RuledRow
            key={row.id}
            mark={<StateGlyph state={row.state} />}
            end={<span className={STATE_TEXT[row.state]}>{stateText(ui, row.state)}</span>}
          >
            <AppLink href={`/?scope=tenant:${row.id}`} className={ROW_NAME}>
              {row.name}
            </AppLink>
            <p className="text-small text-fg-2">
              {row.counts.length === 0
                ? t('matrix.noService')
                : row.counts
                    .map(({ state, count }) =>
                      t('counted', { count, state: stateText(ui, state).toLowerCase() }),
                    )
                    .join(', ')}
            </p>
          </RuledRow>
        ))}
      </RuledList>
    </div>
  )
}
