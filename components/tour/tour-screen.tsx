'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createSource } from '#components/access/api/create-source.ts'
import { connectSnippets } from '#components/access/connect-snippets.ts'
import { acknowledgeIncident } from '#components/incidents/api/acknowledge-incident.ts'
import { linkTo } from '#components/language/link-to.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { createPlatform } from '#components/tenancy/api/create-platform.ts'
import { createTenant } from '#components/tenancy/api/create-tenant.ts'
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
import { progressSentence, TOUR_STEPS, type TourProgress, type TourStep } from './tour-steps.ts'
import { useTour, type Tour } from './use-tour.ts'

/** From an empty installation to a real alert that somebody has; how far it is gone is what the server knows. */
export function TourScreen({ engineUrl }: { engineUrl: string }) {
  const t = useText('tour')
  const tour = useTour()
  const [credential, setCredential] = useState<string | null>(null)
  const { progress, problem } = tour
  const [begunWith, setBegunWith] = useState<TourStep | null>(null)
  if (begunWith === null && progress !== undefined && progress.next !== null) setBegunWith(progress.next)
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={
          <span aria-live="polite">
            {progress === undefined ? t('answer') : progressSentence(t, progress)}
          </span>
        }
        actions={<ButtonLink href="/?scope=operator">{t('leave')}</ButtonLink>}
      />
      {problem === null ? null : <Note state="stale">{t('notAll', { why: problem })}</Note>}
      {progress === undefined ? (
        <Skeleton waitsFor={t('looking')} />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[280px_minmax(0,1fr)]">
          <Panel title={t('way')} isFlush>
            <StepLines progress={progress} />
          </Panel>
          {progress.next === null ? (
            <Done tour={tour} />
          ) : (
            <Panel key={progress.next} title={t(`step.${progress.next}`)}>
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
  const t = useText('tour')
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
            {t(`step.${step}`)}
            <span className="ml-auto text-small text-fg-3">
              {t(isDone ? 'mark.done' : step === next ? 'mark.now' : 'mark.later')}
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
  const t = useText('tour')
  const { scope, metrics } = tour
  if (step === 'platform' || step === 'tenant') return <PlaceStep step={step} tour={tour} />
  if (scope === null) return null // what follows is in a tenant
  switch (step) {
    case 'source':
      return (
        <NameStep
          label={t('source.name')}
          help={t('source.help')}
          submitLabel={t('source.create')}
          write={createSource(scope)}
          input={(name) => ({ name })}
          schema={async () => (await import('#lib/modules/access/schemas.ts')).createSourceInput}
          onMade={({ credential }) => held.setCredential(credential)}
        />
      )
    case 'signal':
      return <SignalStep engineUrl={engineUrl} credential={held.credential} scope={scope} />
    case 'rule':
      return <RuleStep scope={scope} metrics={metrics} />
    case 'page':
      return <p className="text-fg-2">{t('page.text')}</p>
    case 'acknowledge':
      return <AcknowledgeStep tour={tour} scope={scope} />
  }
}

/** The two steps that make the place for all that follows. */
function PlaceStep({ step, tour: { platform } }: { step: 'platform' | 'tenant'; tour: Tour }) {
  const t = useText('tour')
  if (step === 'platform') {
    return (
      <NameStep
        label={t('platform.name')}
        help={t('platform.help')}
        submitLabel={t('platform.create')}
        write={createPlatform('operator')}
        input={(name) => ({ name })}
        schema={async () => (await import('#lib/modules/tenancy/schemas.ts')).createPlatformInput}
      />
    )
  }
  return platform === null ? null : (
    <NameStep
      label={t('tenant.name', { platform: platform.name })}
      help={t('tenant.help')}
      submitLabel={t('tenant.create')}
      write={createTenant(`platform:${platform.id}`)}
      input={(name) => ({ platformId: platform.id, name })}
      schema={async () => (await import('#lib/modules/tenancy/schemas.ts')).createTenantInput}
    />
  )
}

interface SignalProps {
  readonly engineUrl: string
  readonly credential: string | null
  readonly scope: string
}

function SignalStep({ engineUrl, credential, scope }: SignalProps) {
  const t = useText('tour')
  return (
    <div className="flex flex-col gap-3">
      {credential === null ? (
        <Note state="unknown">{t.rich('signal.gone', { link: linkTo(`/sources?scope=${scope}`) })}</Note>
      ) : (
        <Note state="degraded">{t('signal.once')}</Note>
      )}
      <WaitingForData firstSampleAt={null} snippets={connectSnippets(engineUrl, credential)}>
        {t('signal.put')}
      </WaitingForData>
    </div>
  )
}

function AcknowledgeStep({ tour, scope }: { tour: Tour; scope: string }) {
  const t = useText('tour')
  const { incident, pagedAt } = tour
  const { mutate, error, isPending } = useMutation(acknowledgeIncident(scope))
  if (incident === null) return null
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">
        {incident.code}: {incident.title}
      </p>
      <p className="text-fg-2">
        {pagedAt === null
          ? t('acknowledge.notPaged')
          : t.rich('acknowledge.paged', { moment: put(<FullMoment at={pagedAt} />) })}
      </p>
      <ErrorLine>{error?.message}</ErrorLine>
      <div className="flex flex-wrap gap-2">
        <Button kind="ink" isBusy={isPending} onClick={() => mutate({ incidentId: incident.id })}>
          {t('acknowledge.do')}
        </Button>
        <ButtonLink href={`/incidents/${incident.id}?scope=${scope}`}>{t('openIncident')}</ButtonLink>
      </div>
    </div>
  )
}

/** The end of the way, and where to go from there. */
function Done({ tour: { incident, scope } }: { tour: Tour }) {
  const t = useText('tour')
  const place = scope ?? 'operator'
  return (
    <Panel title={t('done.title')}>
      <div className="flex flex-col gap-3">
        <p className="text-fg-2">{t('done.text')}</p>
        <div className="flex flex-wrap gap-2">
          {incident === null ? null : (
            <ButtonLink kind="ink" href={`/incidents/${incident.id}?scope=${place}`}>
              {t('openIncident')}
            </ButtonLink>
          )}
          <ButtonLink href={`/on-call?scope=${place}`}>{t('done.onCall')}</ButtonLink>
          <ButtonLink href={`/members?scope=${place}`}>{t('done.invite')}</ButtonLink>
        </div>
      </div>
    </Panel>
  )
}
