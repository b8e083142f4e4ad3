'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { askedOf } from '#components/shell/list-filter.ts'
import type { ListAddress } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
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
function reasonAgainst(scope: string, mayCreate: boolean): string | undefined {
  if (!mayCreate) return 'Your role does not include creating sources; an admin of this scope can do it.'
  return scope === 'operator'
    ? 'A source belongs to a platform or a tenant: choose one as the scope.'
    : undefined
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
  const [isCreating, setIsCreating] = useState(false)
  const [made, setMade] = useState<SourceWithCredential | null>(null)
  const query = useQuery({
    ...sourcesQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
    refetchInterval: SILENT_EVERY_MS,
  })
  useGonePlace(address, query.error)
  const reason = reasonAgainst(scope, may.create)
  const firstSampleAt = useFirstSample(scope, made)
  return (
    <PageFrame crumbs={[{ label: 'Sources' }]}>
      <PageHeader
        title="Sources"
        answer={query.data === undefined ? undefined : sourcesSentence(query.data.counts)}
        actions={
          <Button kind="ink" icon="plus" disabledReason={reason} onClick={() => setIsCreating(true)}>
            Create a source
          </Button>
        }
      />
      {made === null ? null : (
        <SecretPanel
          title={`Connect ${made.source.name}`}
          label="Credential"
          secret={made.credential}
          whenLost="When it is lost, rotate the source."
          onClose={() => setMade(null)}
        >
          <WaitingForData
            firstSampleAt={firstSampleAt}
            snippets={connectSnippets(engineUrl, made.credential)}
          >
            Put one of these where your samples are. The mark turns green with the first one.
          </WaitingForData>
        </SecretPanel>
      )}
      <Panel
        title="Sources"
        count={query.data?.total ?? ''}
        meta="A credential fixes the scope: what comes through it can land nowhere else"
        isFlush
      >
        <QueryView query={query} what="The sources">
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
      <Dialog isOpen={isCreating} onClose={() => setIsCreating(false)} title="Create a source">
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
      </Dialog>
    </PageFrame>
  )
}
