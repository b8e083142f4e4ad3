'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createSource } from '#components/access/api/create-source.ts'
import { connectSnippets } from '#components/access/connect-snippets.ts'
import { acknowledgeIncident } from '#components/incidents/api/acknowledge-incident.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { createPlatform } from '#components/tenancy/api/create-platform.ts'
import { createTenant } from '#components/tenancy/api/create-tenant.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { WaitingForData } from '#components/ui/waiting-for-data.tsx'
import { NameStep } from './name-step.tsx'
import { RuleStep } from './rule-step.tsx'
import { progressSentence, STEP_TITLES, TOUR_STEPS, type TourProgress, type TourStep } from './tour-steps.ts'
import { useTour, type Tour } from './use-tour.ts'

/** From an empty installation to a real alert that somebody has; how far it is gone is what the server knows. */
export function TourScreen({ engineUrl }: { engineUrl: string }) {
  const tour = useTour()
  const [credential, setCredential] = useState<string | null>(null)
  const { progress, problem } = tour
  const [begunWith, setBegunWith] = useState<TourStep | null>(null)
  if (begunWith === null && progress !== undefined && progress.next !== null) setBegunWith(progress.next)
  return (
    <PageFrame crumbs={[{ label: 'First steps' }]}>
      <PageHeader
        title="First steps"
        answer={
          <span aria-live="polite">
            {progress === undefined
              ? 'From nothing to a real alert on a real signal.'
              : progressSentence(progress)}
          </span>
        }
        actions={<ButtonLink href="/?scope=operator">Leave for the fleet</ButtonLink>}
      />
      {problem === null ? null : <Note state="stale">Not all is known now. {problem}</Note>}
      {progress === undefined ? (
        <Skeleton waitsFor="Looking how far the first steps are gone" />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[280px_minmax(0,1fr)]">
          <Panel title="The way" isFlush>
            <StepLines progress={progress} />
          </Panel>
          {progress.next === null ? (
            <Done tour={tour} />
          ) : (
            <Panel key={progress.next} title={STEP_TITLES[progress.next]}>
              <Entered takesFocus={begunWith !== null && begunWith !== progress.next}>
                <Current
                  step={progress.next}
                  tour={tour}
                  engineUrl={engineUrl}
                  held={{ credential, setCredential }}
                />
              </Entered>
            </Panel>
          )}
        </div>
      )}
    </PageFrame>
  )
}

/** Puts the focus on the first thing to do when the step before it was just done: the form that had it is gone. */
function Entered({ takesFocus, children }: { takesFocus: boolean; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) place.current?.querySelector<HTMLElement>('input, button')?.focus()
  }, [takesFocus])
  return <div ref={place}>{children}</div>
}

/** The steps with what is done, in words and glyphs. */
function StepLines({ progress: { done, next } }: { progress: TourProgress }) {
  return (
    <ol className="divide-y divide-line">
      {TOUR_STEPS.map((step) => {
        const isDone = done.includes(step)
        return (
          <li
            key={step}
            aria-current={step === next ? 'step' : undefined}
            className="flex items-center gap-2.5 px-3.5 py-2 aria-[current]:bg-accent-soft aria-[current]:font-medium"
          >
            <StateGlyph state={isDone ? 'healthy' : 'unknown'} size={14} />
            {STEP_TITLES[step]}
            <span className="ml-auto text-small text-fg-3">
              {isDone ? 'Done' : step === next ? 'Now' : 'Later'}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

interface Held {
  /** The credential of the source that was just created: the server shows it once. */
  readonly credential: string | null
  readonly setCredential: (credential: string) => void
}

interface CurrentProps {
  readonly step: TourStep
  readonly tour: Tour
  readonly engineUrl: string
  readonly held: Held
}

function Current({ step, tour, engineUrl, held }: CurrentProps): ReactNode {
  const { scope, metrics } = tour
  if (step === 'platform' || step === 'tenant') return <PlaceStep step={step} tour={tour} />
  if (scope === null) return null // what follows is in a tenant
  switch (step) {
    case 'source':
      return (
        <NameStep
          label="Name of the source"
          help="What sends: a cluster, a host, a collector."
          submitLabel="Create the source"
          write={createSource(scope)}
          input={(name) => ({ name })}
          onMade={({ credential }) => held.setCredential(credential)}
        />
      )
    case 'signal':
      return <SignalStep engineUrl={engineUrl} credential={held.credential} scope={scope} />
    case 'rule':
      return <RuleStep scope={scope} metrics={metrics} />
    case 'page':
      return (
        <p className="text-fg-2">
          The rule is looked at every 5 seconds. Once it fires an incident opens, and whoever is first on call
          is paged: without a policy of its own that is you. This page goes on by itself.
        </p>
      )
    case 'acknowledge':
      return <AcknowledgeStep tour={tour} scope={scope} />
  }
}

/** The two steps that make the place for all that follows. */
function PlaceStep({ step, tour: { platform } }: { step: 'platform' | 'tenant'; tour: Tour }) {
  if (step === 'platform') {
    return (
      <NameStep
        label="Name of the platform"
        help="One of the systems that you operate. It needs your second factor."
        submitLabel="Create the platform"
        write={createPlatform('operator')}
        input={(name) => ({ name })}
      />
    )
  }
  return platform === null ? null : (
    <NameStep
      label={`Name of a tenant of ${platform.name}`}
      help="A customer of the platform. It sees its own services, incidents and members alone."
      submitLabel="Create the tenant"
      write={createTenant(`platform:${platform.id}`)}
      input={(name) => ({ platformId: platform.id, name })}
    />
  )
}

interface SignalProps {
  readonly engineUrl: string
  readonly credential: string | null
  readonly scope: string
}

function SignalStep({ engineUrl, credential, scope }: SignalProps) {
  return (
    <div className="flex flex-col gap-3">
      {credential === null ? (
        <Note state="unknown">
          A credential is shown once. Rotate the source to see a new one:{' '}
          <AppLink href={`/sources?scope=${scope}`} className="opens">
            the sources of the tenant
          </AppLink>
          .
        </Note>
      ) : (
        <Note state="degraded">The credential is shown this once. Copy it before you leave the page.</Note>
      )}
      <WaitingForData firstSampleAt={null} snippets={connectSnippets(engineUrl, credential)}>
        Put one of these where your samples are. This page goes on by itself with the first one.
      </WaitingForData>
    </div>
  )
}

function AcknowledgeStep({ tour, scope }: { tour: Tour; scope: string }) {
  const { incident, pagedAt } = tour
  const { mutate, error, isPending } = useMutation(acknowledgeIncident(scope))
  if (incident === null) return null
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">
        {incident.code}: {incident.title}
      </p>
      <p className="text-fg-2">
        {pagedAt === null ? (
          'The incident is open; nobody was paged yet.'
        ) : (
          <>
            You were paged <FullMoment at={pagedAt} />. Until somebody acknowledges, the next one on call
            follows.
          </>
        )}
      </p>
      <ErrorLine>{error?.message}</ErrorLine>
      <div className="flex flex-wrap gap-2">
        <Button kind="ink" isBusy={isPending} onClick={() => mutate({ incidentId: incident.id })}>
          Acknowledge
        </Button>
        <ButtonLink href={`/incidents/${incident.id}?scope=${scope}`}>Open the incident</ButtonLink>
      </div>
    </div>
  )
}

/** The end of the way, and where to go from there. */
function Done({ tour: { incident, scope } }: { tour: Tour }) {
  const place = scope ?? 'operator'
  return (
    <Panel title="You have it">
      <div className="flex flex-col gap-3">
        <p className="text-fg-2">
          A real signal went all the way: it was stored, a rule fired on it, an incident opened, you were
          paged, and your acknowledgement counted.
        </p>
        <div className="flex flex-wrap gap-2">
          {incident === null ? null : (
            <ButtonLink kind="ink" href={`/incidents/${incident.id}?scope=${place}`}>
              Open the incident
            </ButtonLink>
          )}
          <ButtonLink href={`/on-call?scope=${place}`}>Say who is paged</ButtonLink>
          <ButtonLink href={`/members?scope=${place}`}>Invite others</ButtonLink>
        </div>
      </div>
    </Panel>
  )
}
