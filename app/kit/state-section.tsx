import { NeutralBadge, StateBadge } from '#components/ui/badge.tsx'
import { Bar } from '#components/ui/bar.tsx'
import { Note } from '#components/ui/note.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { StateGlyph, StateText } from '#components/ui/state-glyph.tsx'
import { STATES_WORST_FIRST, stateWord } from '#components/ui/states.ts'
import { KitBlock } from './kit-block.tsx'

/** Silhouettes, words, tints, severities, bars and notes. */
export function StateSection() {
  return (
    <KitBlock name="states">
      <div className="grid gap-4 lg:grid-cols-3">
        <Panel title="States and their marks" meta="silhouette, word, tint">
          <ul className="flex flex-col gap-3">
            {STATES_WORST_FIRST.map((state) => (
              <li key={state} className="flex items-center gap-3">
                <StateGlyph state={state} size={20} label={stateWord(state)} />
                <StateGlyph state={state} size={12} />
                <span className="w-32">
                  <StateBadge state={state} />
                </span>
                <StateText state={state} />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="Severity and amounts">
          <div className="flex flex-col gap-4">
            <p className="flex flex-wrap gap-2">
              <SeverityTag severity="P0" />
              <SeverityTag severity="P1" />
              <SeverityTag severity="P2" />
              <SeverityTag severity="P3" />
              <NeutralBadge>Not acknowledged</NeutralBadge>
            </p>
            <Bar share={0.81} tone="ok" mark={0.35} label="81 % left" />
            <Bar share={0.18} tone="degraded" mark={0.35} label="18 % left" />
            <Bar share={0.06} tone="down" mark={0.35} label="6 % left" />
            <Bar share={0.62} mark={0.92} label="62 % spent" />
          </div>
        </Panel>
        <Panel title="Notes">
          <div className="flex flex-col gap-2">
            <Note state="degraded">
              One label is too wide. Add one more and it hides five alerts, no incident.
            </Note>
            <Note state="down">The outgoing mail server refuses every message since 14:02 UTC.</Note>
            <Note state="unknown">No source has sent anything yet.</Note>
            <Note state="maintenance">Planned maintenance until 16:00 UTC.</Note>
          </div>
        </Panel>
      </div>
    </KitBlock>
  )
}
