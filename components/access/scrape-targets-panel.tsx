'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { ShortList } from '#components/shell/short-list.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ScrapeTargetView } from '#lib/modules/access/schemas.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { AddScrapeDialog } from './add-scrape-dialog.tsx'
import { removeScrapeTarget } from './api/remove-scrape-target.ts'
import { scrapeTargetsQuery } from './api/scrape-targets-query.ts'
import { upQuery } from './api/up-query.ts'
import { SavedReach } from './reach-note.tsx'
import { scrapeState } from './scrape-state.ts'

/** How often it is asked which addresses answer, in milliseconds. */
const UP_EVERY_MS = 5000

function columnsOf(
  t: Text<'sources'>,
  scope: string,
  up: MetricsAnswer | undefined,
  onRemove: ((target: ScrapeTargetView) => void) | null,
): readonly Column<ScrapeTargetView>[] {
  return [
    {
      id: 'job',
      head: t('scrape.job'),
      cell: (target) => <span className="font-medium">{target.job}</span>,
      compare: (a, b) => a.job.localeCompare(b.job),
      phone: 'start',
    },
    {
      id: 'state',
      head: t('scrape.state'),
      cell: (target) => {
        const { state, words } = scrapeState(t, target, up)
        return <StateText state={state}>{words}</StateText>
      },
      phone: 'end',
    },
    {
      id: 'url',
      head: t('scrape.address'),
      cell: (target) => (
        <>
          <code className="block font-mono text-small wrap-anywhere text-fg-2">{target.url}</code>
          <span className="max-sm:hidden">
            <SavedReach scope={scope} id={target.id} />
          </span>
        </>
      ),
      phone: 'below',
      className: 'sm:w-1/2 sm:py-1.5 sm:whitespace-normal',
    },
    {
      id: 'every',
      head: t('scrape.every'),
      isFigure: true,
      cell: (target) => `${target.intervalSeconds} s`,
      compare: (a, b) => a.intervalSeconds - b.intervalSeconds,
    },
    {
      id: 'act',
      head: <span className="sr-only">{t('scrape.actions')}</span>,
      isFigure: true,
      cell: (target) =>
        onRemove === null ? null : (
          <Button
            size="small"
            kind="danger"
            aria-label={t('scrape.stopOne', { job: target.job })}
            onClick={() => onRemove(target)}
          >
            {t('scrape.stop')}
          </Button>
        ),
      phone: 'below-end',
    },
    {
      id: 'reach',
      head: t('scrape.may'),
      cell: (target) => <SavedReach scope={scope} id={target.id} />,
      phone: 'foot',
      only: 'phone',
    },
  ]
}

/** Properties of `ScrapeTargetsPanel`. */
export interface ScrapeTargetsPanelProps {
  readonly scope: string
  /** Why none can be added here; undefined where one can. */
  readonly disabledReason: string | undefined
  readonly mayRemove: boolean
}

/** The addresses that the engine asks for metrics, and whether they answer. */
export function ScrapeTargetsPanel({ scope, disabledReason, mayRemove }: ScrapeTargetsPanelProps) {
  const t = useText('sources')
  const query = useQuery(scrapeTargetsQuery(scope))
  const hasTargets = (query.data?.targets.length ?? 0) > 0
  const { data: up } = useQuery({ ...upQuery(scope), enabled: hasTargets, refetchInterval: UP_EVERY_MS })
  const [isAdding, setIsAdding] = useState(false)
  const [removing, setRemoving] = useState<ScrapeTargetView | null>(null)
  return (
    <Panel
      title={t('scrape.title')}
      count={query.data?.targets.length ?? ''}
      meta={
        <Button size="small" icon="plus" disabledReason={disabledReason} onClick={() => setIsAdding(true)}>
          {t('scrape.add')}
        </Button>
      }
      isFlush
    >
      <QueryView query={query} what={t('scrape.what')}>
        {({ targets }) => (
          <ShortList
            textOf={({ job, url }) => `${job} ${url}`}
            caption={t('scrape.title')}
            columns={columnsOf(t, scope, up, mayRemove ? setRemoving : null)}
            rows={targets}
            rowKey={(target) => target.id}
            empty={<EmptyState title={t('scrape.empty')}>{t('scrape.emptyText')}</EmptyState>}
          />
        )}
      </QueryView>
      <AddScrapeDialog scope={scope} isOpen={isAdding} onClose={() => setIsAdding(false)} />
      <StopDialog scope={scope} target={removing} onClose={() => setRemoving(null)} />
    </Panel>
  )
}

const address = (text: ReactNode): ReactNode => <code className="font-mono wrap-anywhere">{text}</code>

interface StopDialogProps {
  readonly scope: string
  readonly target: ScrapeTargetView | null
  readonly onClose: () => void
}

function StopDialog({ scope, target, onClose }: StopDialogProps) {
  const t = useText('sources')
  const { mutate, error, isPending, reset } = useMutation({
    ...removeScrapeTarget(scope),
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen={target !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('scrape.stopTitle', { job: target?.job ?? '' })}
      confirmLabel={t('scrape.stopDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (target !== null) mutate({ targetId: target.id })
      }}
    >
      {t.rich('scrape.stopText', { url: target?.url ?? '', code: address })}
    </ConfirmDialog>
  )
}
