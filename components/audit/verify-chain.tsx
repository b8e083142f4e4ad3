'use client'
import { useQuery } from '@tanstack/react-query'
import { mono } from '#components/language/mono.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'
import { Age } from '#components/ui/time.tsx'
import type { VerifyAuditOutput } from '#lib/modules/audit/schemas.ts'
import { auditVerdictQuery } from './api/audit-verdict-query.ts'
import { faultSentence, soundSentence } from './audit-words.ts'

/** Recomputes the chains of a scope when asked to, and says what that found. */
export function VerifyChain({ scope }: { scope: string }) {
  const t = useText('audit')
  const query = useQuery({ ...auditVerdictQuery(scope), enabled: false })
  const verify = () => {
    query.refetch().catch(() => {}) // the next render shows the outcome
  }
  return (
    <EvidenceCard title={t('verify.title')} badge={<Verdict verdict={query.data} />}>
      <div aria-live="polite" className="flex flex-col gap-2">
        {query.data === undefined ? (
          <p className="text-small text-fg-2">{t.rich('verify.text', { code: mono })}</p>
        ) : (
          <Found verdict={query.data} at={query.dataUpdatedAt} />
        )}
      </div>
      <ErrorLine>{query.error?.message}</ErrorLine>
      <div>
        <Button kind="ink" icon="seal" isBusy={query.isFetching} onClick={verify}>
          {t('verify.act')}
        </Button>
      </div>
    </EvidenceCard>
  )
}

function Verdict({ verdict }: { verdict: VerifyAuditOutput | undefined }) {
  const t = useText('audit')
  if (verdict === undefined) return <StateBadge state="unknown">{t('verify.unknown')}</StateBadge>
  return verdict.ok ? (
    <StateBadge state="healthy">{t('verify.whole')}</StateBadge>
  ) : (
    <StateBadge state="down">{t('verify.broken')}</StateBadge>
  )
}

function Found({ verdict, at }: { verdict: VerifyAuditOutput; at: number }) {
  const t = useText('audit')
  if (verdict.ok) {
    return (
      <p className="text-small text-fg-2">
        {soundSentence(t, verdict)}{' '}
        {t.rich('verify.at', { at: put(<Age at={new Date(at).toISOString()} />) })}
      </p>
    )
  }
  return verdict.chains
    .filter((chain) => !chain.ok)
    .map((chain) => (
      <Note key={chain.chain} state="down">
        {faultSentence(t, chain)}
      </Note>
    ))
}
