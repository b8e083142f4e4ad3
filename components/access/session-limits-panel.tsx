'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import { SESSION_KINDS, type SessionLimit } from '#lib/core/session-limits.ts'
import { sessionLimitsQuery } from './api/session-limits.ts'
import { SessionLimitsDialog } from './session-limits-dialog.tsx'

const limitWords = (t: Text<'members'>, { idleMinutes, absoluteMinutes }: SessionLimit): string =>
  t('limits.line', { idle: formatSeconds(idleMinutes * 60), all: formatSeconds(absoluteMinutes * 60) })

/** How long sessions last by the roles of their members, for the whole installation. */
export function SessionLimitsPanel({ mayChange }: { mayChange: boolean }) {
  const t = useText('members')
  const query = useQuery(sessionLimitsQuery())
  const [isChanging, setIsChanging] = useState(false)
  const { data } = query
  const change =
    mayChange && data !== undefined ? (
      <Button size="small" onClick={() => setIsChanging(true)}>
        {t('limits.change')}
      </Button>
    ) : undefined
  return (
    <Panel title={t('limits.title')} meta={change} isFlush>
      <QueryView query={query} what={t('limits.what')}>
        {({ limits, open, kept, keptDays }) => (
          <>
            <RuledList>
              {SESSION_KINDS.map((kind) => (
                <RuledRow key={kind} end={limitWords(t, limits[kind])}>
                  <p className="font-medium">{t(`limits.${kind}.name`)}</p>
                  <p className="text-small text-fg-3">{t(`limits.${kind}.who`)}</p>
                </RuledRow>
              ))}
            </RuledList>
            <p className="border-t border-line px-3.5 py-2.5 text-small text-fg-3">
              {t('limits.now', { open, kept, days: keptDays })}
            </p>
          </>
        )}
      </QueryView>
      {data === undefined ? null : (
        <SessionLimitsDialog limits={data.limits} isOpen={isChanging} onClose={() => setIsChanging(false)} />
      )}
    </Panel>
  )
}
