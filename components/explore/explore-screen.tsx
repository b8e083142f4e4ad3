'use client'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { useScope } from '#components/shell/shell-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { useZone } from '#components/ui/clock.tsx'
import { momentText } from '#components/ui/format-time.ts'
import { Note } from '#components/ui/note.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import { QueryPanel } from './query-panel.tsx'
import { ResultPanel } from './result-panel.tsx'
import { useExplore } from './use-explore.ts'

/** PromQL over the series of the scope in view. */
export function ExploreScreen({ scope }: { scope: string }) {
  const explore = useExplore(scope)
  const { state, time, notices, results, run, change, fault } = explore
  const name = useScope()?.name ?? ''
  return (
    <PageFrame crumbs={[{ label: 'Explore' }]} hasTimeAxis>
      <PageHeader
        title="Explore"
        answer={`Ask anything of the series of ${name} in PromQL. The address holds the queries and the time, so that a link shows the same.`}
        actions={
          <Button
            kind="ink"
            icon="play"
            shortcut="Ctrl Enter"
            isBusy={results.some(({ isLoading }) => isLoading)}
            disabledReason={fault ?? undefined}
            onClick={() => run()}
          >
            Run the queries
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
  const zone = useZone()
  const at = (seconds: number): string => momentText(new Date(seconds * 1000), zone)
  return props.kind === 'instant' ? (
    <>At {at(props.to)}</>
  ) : (
    <>
      {at(props.from)} to {at(props.to)}, a value every {formatSeconds(props.step)}
    </>
  )
}
