'use client'
import { useQuery } from '@tanstack/react-query'
import { LookAsTenant } from '#components/access/look-as-tenant.tsx'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import type { News, TenantHome } from '#lib/modules/dashboards/schemas.ts'
import { tenantHomeQuery } from './api/tenant-home-query.ts'
import { TENANT_FIGURES } from './figure-names.ts'
import { FiguresNotice } from './figures-notice.tsx'
import { NewsPanels } from './news-panels.tsx'
import { OldNote } from './old-note.tsx'
import { PanelGroup } from './panel-group.tsx'
import { ProofLine } from './proof-line.tsx'
import { ServicesPanel } from './services-panel.tsx'
import { TenantFigures } from './tenant-figures.tsx'
import { TenantIncidentsPanel } from './tenant-incidents-panel.tsx'
import { tenantWords } from './tenant-words.ts'
import { useFreshness } from './use-freshness.ts'

/** Properties of `TenantHomeScreen`. */
export interface TenantHomeScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: { readonly home: TenantHome; readonly news: News }
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
  /** The platform of the tenant, for a reader who may look as the tenant; null for everybody else. */
  readonly lookFrom: string | null
}

/** Everything that concerns one tenant, on one page; the title answers. */
export function TenantHomeScreen({ scope, first, mayConnect, lookFrom }: TenantHomeScreenProps) {
  const t = useText('dashboards')
  const ui = useText('ui')
  const { refetchInterval } = useFreshness()
  const { data: home } = useQuery({ ...tenantHomeQuery(scope), initialData: first.home, refetchInterval })
  const { title, answer } = tenantWords(t, home)
  return (
    <PageFrame crumbs={[{ label: t('home') }]}>
      <PageHeader
        title={title}
        answer={answer}
        actions={
          <>
            {lookFrom === null ? null : (
              <LookAsTenant tenantId={home.tenant.id} tenantName={home.tenant.name} platformId={lookFrom} />
            )}
            {mayConnect ? (
              <ButtonLink href="/sources" icon="plug">
                {t('connect')}
              </ButtonLink>
            ) : null}
          </>
        }
        proof={
          <>
            <ProofLine overview={home} />
            <ProofItem mark={<StateGlyph state={home.state} size={10} />}>
              {t('worst', { state: stateText(ui, home.state).toLowerCase() })}
            </ProofItem>
            <ProofItem>{t('runsOn', { platform: home.tenant.platformName })}</ProofItem>
          </>
        }
      />
      <FiguresNotice names={TENANT_FIGURES} />
      <OldNote asOf={home.asOf} />
      <TenantFigures home={home} />
      <PanelGroup>
        <div className="grid items-start gap-4 @min-[896px]:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
          <ServicesPanel
            title={t('services.health')}
            reader="tenant"
            services={home.services}
            days={{ strips: home.days, scope }}
            mayConnect={mayConnect}
          />
          <TenantIncidentsPanel home={home} />
        </div>
        <NewsPanels scope={scope} first={first.news} />
      </PanelGroup>
    </PageFrame>
  )
}
