'use client'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { listCanariesOutput } from '#lib/modules/canaries/schemas.ts'
import { canariesQuery } from './api/canaries-query.ts'
import { CanariesTable } from './canaries-table.tsx'
import { canariesSentence, surfaceLines } from './canary-words.ts'

type Answer = z.infer<typeof listCanariesOutput>

/** Properties of `CanariesScreen`. */
export interface CanariesScreenProps {
  readonly scope: string
  /** The last checks when the server made the page; null below operator scope and where the role does not reach. */
  readonly first: Answer | null
}

/** Every place that shows data, with when it was last searched for what it must not show. */
export function CanariesScreen({ scope, first }: CanariesScreenProps) {
  const t = useText('canaries')
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      {scope === 'operator' ? <Checks scope={scope} first={first} /> : <ElsewhereNote />}
    </PageFrame>
  )
}

/** The canaries stand beside every platform, not in one. */
function ElsewhereNote() {
  const t = useText('canaries')
  return (
    <>
      <PageHeader title={t('title')} answer={t('elsewhere.answer')} />
      <EmptyState title={t('elsewhere.title')}>{t('elsewhere.text')}</EmptyState>
    </>
  )
}

function Checks({ scope, first }: CanariesScreenProps) {
  const t = useText('canaries')
  const query = useQuery({ ...canariesQuery(scope), ...(first === null ? {} : { initialData: first }) })
  const { data } = query
  const lines = data === undefined ? [] : surfaceLines(data.surfaces, data)
  const every = data === undefined ? '' : t('every', { interval: formatSeconds(data.intervalSeconds) })
  return (
    <>
      <PageHeader title={t('title')} answer={data === undefined ? t('hidden') : canariesSentence(t, lines)} />
      <p className="max-w-[78ch] text-small text-fg-2">{t('about')}</p>
      <Panel title={t('table.title')} count={lines.length} meta={every} isFlush>
        <QueryView query={query} what={t('table.what')}>
          {(answer) => <CanariesTable lines={lines} times={answer} />}
        </QueryView>
      </Panel>
    </>
  )
}
