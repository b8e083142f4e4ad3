import { StateBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { QrCode } from '#components/ui/qr-code.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Opens, TextLink } from '#components/ui/text-link.tsx'
import { Elapsed, FullMoment } from '#components/ui/time.tsx'
import {
  EmptyState,
  ErrorState,
  NoPermissionState,
  PartialState,
  StaleState,
} from '#components/ui/view-state.tsx'
import { WaitingForData } from '#components/ui/waiting-for-data.tsx'
import { KitBlock } from './kit-block.tsx'

/** View states, lists, evidence, snippets. */
export function ViewSection({ now }: { now: string }) {
  return (
    <KitBlock name="views">
      <Panel title="View states" meta="each says what is missing and what to do" isFlush>
        <div className="ruled-cells grid gap-px *:p-3.5 sm:grid-cols-3 lg:grid-cols-6">
          <EmptyState title="No silences are active" action={<Button size="small">New silence</Button>}>
            Alerts reach people as configured. A silence needs an end.
          </EmptyState>
          <Skeleton waitsFor="Waiting for 1 of 3 regions" />
          <PartialState
            title="41 of 42 sources"
            action={<TextLink href="/kit#silent">Show what is missing</TextLink>}
          >
            One probe is silent for 27 m. Its figures are left out.
          </PartialState>
          <ErrorState
            title="Costs did not load"
            requestId="7f20c4"
            action={<Button size="small">Try again</Button>}
          >
            The ledger timed out after 10 s. Nothing was changed.
          </ErrorState>
          <NoPermissionState title="Audit chain" action={<Button size="small">Ask for access</Button>}>
            Your role “viewer” does not include it. An admin can grant it.
          </NoPermissionState>
          <StaleState title="3 h 40 m old" action={<Button size="small">Check now</Button>}>
            Last result 10:52 UTC, limit 60 m. Shown as it was then.
          </StaleState>
        </div>
      </Panel>
      <SheetSection now={now} />
    </KitBlock>
  )
}

function SheetSection({ now }: { now: string }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      <Panel title="Needs a person" count={2} isFlush>
        <RuledList>
          <RuledRow mark={<SeverityTag severity="P1" />} end={<Elapsed from={now} />}>
            <p className="font-medium">Login p95 above 3 s</p>
            <p className="text-small text-fg-2">
              6 tenants, <Opens href="/kit#users">1,820 users</Opens>. Nobody has acknowledged.
            </p>
          </RuledRow>
          <RuledRow mark={<StateGlyph state="stale" />} end="limit 26 h">
            <p className="font-medium">Backup not proved for 27 h 40 m</p>
            <p className="text-small text-fg-2">The dump exists, 1.8 GB. The runner has not reported.</p>
          </RuledRow>
        </RuledList>
      </Panel>
      <EvidenceCard title="What this sign-in opens" badge={<StateBadge state="healthy">31 m old</StateBadge>}>
        <KeyValueList
          isLoose
          facts={[
            { label: 'Scope', value: <b className="font-medium">Operator, all platforms</b> },
            { label: 'Session ends', value: <FullMoment at={now} /> },
            { label: 'Recorded as', value: <code className="font-mono">audit entry 118,206</code> },
          ]}
        />
        <CodeBlock caption="Verify it yourself" code="npm run audit:verify -- --scope operator" />
      </EvidenceCard>
      <Panel title="Connect Prometheus">
        <WaitingForData
          firstSampleAt={null}
          snippets={[
            {
              caption: 'prometheus.yml',
              code: 'remote_write:\n  - url: https://bailiwick.example.org/api/v1/write\n    authorization:\n      credentials: YOUR_SOURCE_CREDENTIAL',
            },
          ]}
        >
          Add this to a Prometheus that runs already.
        </WaitingForData>
        <div className="mt-3">
          <QrCode
            text="otpauth://totp/Bailiwick:sample"
            label="Scan to add this account to an authenticator"
          />
        </div>
      </Panel>
    </div>
  )
}
