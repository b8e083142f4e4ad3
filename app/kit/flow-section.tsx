import { EscalationLadder, type LadderStep } from '#components/ui/escalation-ladder.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Opens } from '#components/ui/text-link.tsx'
import { Timeline, type TimelineEntry } from '#components/ui/timeline.tsx'
import { KitBlock } from './kit-block.tsx'

/** The timeline and the escalation ladder. */
export function FlowSection({ now }: { now: string }) {
  const at = (seconds: number): string => new Date(new Date(now).getTime() + seconds * 1000).toISOString()
  const entries: readonly TimelineEntry[] = [
    {
      id: '4',
      at: at(-60),
      mark: { icon: 'play' },
      subject: 'Rollback',
      act: 'reached 9 of 14 pods. p95 is falling, 2.6 s.',
      evidence: <Opens href="/kit#run">step 3</Opens>,
    },
    {
      id: '3',
      at: at(-400),
      mark: { state: 'healthy' },
      subject: 'Acknowledged',
      act: 'by First Member from a phone. Sent and counted within 1 s.',
    },
    {
      id: '2',
      at: at(-508),
      mark: { icon: 'bell' },
      subject: 'Paged First Member',
      act: 'by e-mail, delivered after 3 s.',
      evidence: <Opens href="/kit#receipts">2 receipts</Opens>,
    },
    {
      id: '1',
      at: at(-510),
      mark: { state: 'degraded' },
      subject: 'P1 opened',
      act: 'by a rule. 5 alerts in one incident.',
    },
  ]
  const steps: readonly LadderStep[] = [
    {
      id: '1',
      title: (
        <span className="inline-flex items-center gap-1.5">
          First Member <StateGlyph state="healthy" size={12} />{' '}
          <span className="text-small text-ok">acknowledged</span>
        </span>
      ),
      note: 'Primary, by e-mail',
      status: 'done',
      result: '1 m 48 s',
    },
    { id: '2', title: 'Second Member', note: 'Secondary', status: 'next', since: at(-200), dueAt: at(332) },
    { id: '3', title: 'Third Member', note: '5 m after step 2', status: 'waiting', dueAt: at(632) },
    { id: '4', title: 'Fourth Member', note: 'Only while tenants are affected', status: 'stopped' },
  ]
  return (
    <KitBlock name="flow">
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_384px]">
        <Panel title="Timeline" count="4 entries, append only" meta="Newest first" isFlush>
          <Timeline entries={entries} />
        </Panel>
        <Panel title="Escalation" meta="Policy version 31" isFlush>
          <EscalationLadder steps={steps} />
        </Panel>
      </div>
    </KitBlock>
  )
}
