'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { signInAgain } from '#components/shell/sign-in-again.ts'
import { Button } from '#components/ui/button.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { endOneOwnSession, endOwnSessions, ownSessionsQuery } from './api/sessions.ts'
import { SessionLine } from './session-line.tsx'

/** Where the member is signed in, and how to end it. */
export function SessionsPanel() {
  const t = useText('access')
  const one = useText('sessions')
  const query = useQuery(ownSessionsQuery())
  const [ending, setEnding] = useState<'others' | 'all' | null>(null)
  const ended = useMutation(endOneOwnSession())
  const many = useMutation({
    ...endOwnSessions(),
    onSuccess: () => {
      if (ending === 'all') signInAgain()
      setEnding(null)
    },
  })
  const sessions = query.data?.sessions ?? []
  return (
    <Panel title={t('sessions.title')} count={sessions.length} isFlush>
      <QueryView query={query} what={t('sessions.what')}>
        {() => (
          <RuledList>
            {sessions.map((session) => (
              <RuledRow
                key={session.id}
                end={
                  session.isCurrent ? (
                    <NeutralBadge>{one('this')}</NeutralBadge>
                  ) : (
                    <Button
                      size="small"
                      aria-label={one('endOn', { device: session.device })}
                      isBusy={ended.isPending && ended.variables.sessionId === session.id}
                      onClick={() => ended.mutate({ sessionId: session.id })}
                    >
                      {one('end')}
                    </Button>
                  )
                }
              >
                <SessionLine session={session} />
              </RuledRow>
            ))}
          </RuledList>
        )}
      </QueryView>
      <div className="flex flex-wrap gap-2 border-t border-line p-2.5">
        <Button
          size="small"
          disabledReason={sessions.length > 1 ? undefined : t('sessions.only')}
          onClick={() => setEnding('others')}
        >
          {t('sessions.others')}
        </Button>
        <Button size="small" onClick={() => setEnding('all')}>
          {t('sessions.all')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        title={t(ending === 'all' ? 'sessions.allTitle' : 'sessions.othersTitle')}
        confirmLabel={t(ending === 'all' ? 'sessions.all' : 'sessions.others')}
        isBusy={many.isPending}
        error={many.error?.message}
        onConfirm={() => {
          if (ending !== null) many.mutate({ which: ending })
        }}
      >
        {t(ending === 'all' ? 'sessions.allText' : 'sessions.othersText')}
      </ConfirmDialog>
    </Panel>
  )
}
