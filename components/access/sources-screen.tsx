'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText, type Text } from '#components/language/use-text.ts'
import { askedOf } from '#components/shell/list-filter.ts'
import type { ListAddress } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { useAskedAct } from '#components/shell/use-asked-act.ts'
import { useGonePlace } from '#components/shell/use-gone-place.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { WaitingForData } from '#components/ui/waiting-for-data.tsx'
import type { SourceSort } from '#lib/modules/access/domain/source-order.ts'
import type { ListSourcesOutput, SourceWithCredential } from '#lib/modules/access/schemas.ts'
import { sourcesQuery } from './api/sources-query.ts'
import { connectSnippets } from './connect-snippets.ts'
import { OutgoingAllowPanel } from './outgoing-allow-panel.tsx'
import { ScrapeTargetsPanel } from './scrape-targets-panel.tsx'
import { SecretPanel } from './secret-panel.tsx'
import { sourcesSentence } from './source-state.ts'
import { SourcesTable } from './sources-table.tsx'
import type { SourceRights } from './source-rights.ts'

const CreateSourceForm = fetched(async () => (await import('./create-source-form.tsx')).CreateSourceForm)

/** Properties of `SourcesScreen`. */
export interface SourcesScreenProps {
  readonly scope: string
  /** Under which machines reach the engine. */
  readonly engineUrl: string
  readonly address: ListAddress<SourceSort>
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ListSourcesOutput | null
  readonly may: SourceRights
}

/** While a new source waits, it is looked at this often, in milliseconds. */
const WAITING_EVERY_MS = 3000
/** A source that falls silent changes nothing in the database, so no event tells of it. */
const SILENT_EVERY_MS = 60_000

/** Why nothing is created here; undefined where it can be. */
function reasonAgainst(t: Text<'sources'>, scope: string, mayCreate: boolean): string | undefined {
  if (!mayCreate) return t('mayNot')
  return scope === 'operator' ? t('choose') : undefined
}

/** When the first sample of a new source came, wherever it stands in the list; null while it waits or there is none. */
function useFirstSample(scope: string, made: SourceWithCredential | null): string | null {
  const { data } = useQuery({
    ...sourcesQuery(scope, made === null ? {} : { text: made.source.name }),
    enabled: made !== null,
    refetchInterval: WAITING_EVERY_MS,
  })
  return data?.sources.find(({ id }) => id === made?.source.id)?.lastUsedAt ?? null
}

/** Credentials with which machines send, what to paste where, and the addresses that are scraped. */
export function SourcesScreen({ scope, engineUrl, address, first, may }: SourcesScreenProps) {
  const t = useText('sources')
  const [made, setMade] = useState<SourceWithCredential | null>(null)
  const query = useQuery({
    ...sourcesQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
    refetchInterval: SILENT_EVERY_MS,
  })
  useGonePlace(address, query.error)
  const reason = reasonAgainst(t, scope, may.create)
  const [isCreating, setIsCreating] = useAskedAct('connectSource')
  const firstSampleAt = useFirstSample(scope, made)
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={query.data === undefined ? undefined : sourcesSentence(t, query.data.counts)}
        actions={
          <Button kind="ink" icon="plus" disabledReason={reason} onClick={() => setIsCreating(true)}>
            {t('create')}
          </Button>
        }
      />
      {made === null ? null : (
        <SecretPanel
          title={t('connect', { name: made.source.name })}
          label={t('credential')}
          secret={made.credential}
          whenLost={t('lost')}
          onClose={() => setMade(null)}
        >
          <WaitingForData
            firstSampleAt={firstSampleAt}
            snippets={connectSnippets(engineUrl, made.credential)}
          >
            {t('put')}
          </WaitingForData>
        </SecretPanel>
      )}
      <Panel title={t('title')} count={query.data?.total ?? ''} meta={t('meta')} isFlush>
        <QueryView query={query} what={t('what')}>
          {(page) => (
            <SourcesTable
              scope={scope}
              address={address}
              page={page}
              engineUrl={engineUrl}
              may={may}
              onMade={setMade}
            />
          )}
        </QueryView>
      </Panel>
      <ScrapeTargetsPanel scope={scope} disabledReason={reason} mayRemove={may.create} />
      {scope.startsWith('tenant:') ? null : <OutgoingAllowPanel scope={scope} mayChange={may.allow} />}
      <Dialog isOpen={isCreating} onClose={() => setIsCreating(false)} title={t('create')}>
        {reason === undefined ? (
          <FormSlot>
            <CreateSourceForm
              scope={scope}
              onClose={() => setIsCreating(false)}
              onMade={(source) => {
                setMade(source)
                setIsCreating(false)
              }}
            />
          </FormSlot>
        ) : (
          <p className="text-fg-2">{reason}</p>
        )}
      </Dialog>
    </PageFrame>
  )
}
