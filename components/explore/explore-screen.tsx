'use client'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { useScope } from '#components/shell/shell-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { Note } from '#components/ui/note.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { useFormat } from '#components/ui/use-format.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { QueryPanel } from './query-panel.tsx'
import { ResultPanel } from './result-panel.tsx'
import { useExplore } from './use-explore.ts'

/** PromQL over the series of the scope in view. */
export function ExploreScreen({ scope }: { scope: string }) {
  const t = useText('explore')
  const explore = useExplore(scope)
  const { state, time, notices, results, run, change, fault } = explore
  const name = useScope()?.name ?? ''
  return (
    <PageFrame crumbs={[{ label: t('title') }]} hasTimeAxis>
      <PageHeader
        title={t('title')}
        answer={t('answer', { scope: name })}
        actions={
          <Button
            kind="ink"
            icon="play"
            shortcut="Ctrl Enter"
            isBusy={results.some(({ isLoading }) => isLoading)}
            disabledReason={fault ?? undefined}
            onClick={() => run()}
          >
            {t('run')}
          </Button>
        }
        proof={
          <ProofItem>
            <AskedTime kind={state.kind} {...time.grid} />
          </ProofItem>
        }
      />
      {notices.map((text) => (
        <Note key={text} state="unknown">
          {text}
        </Note>
      ))}
      <QueryPanel scope={scope} explore={explore} />
      <ResultPanel state={state} time={time} results={results} onView={(view) => change({ view })} />
    </PageFrame>
  )
}

/** When is asked about, in whole words. */
function AskedTime(props: { kind: 'range' | 'instant'; from: number; to: number; step: number }) {
  const t = useText('explore')
  const format = useFormat()
  const at = (seconds: number): string => format.moment(new Date(seconds * 1000))
  return props.kind === 'instant'
    ? t('at', { at: at(props.to) })
    : t('between', { from: at(props.from), to: at(props.to), step: formatSeconds(props.step) })
}
