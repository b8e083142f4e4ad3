'use client'
import { useQuery } from '@tanstack/react-query'
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
  const query = useQuery({ ...auditVerdictQuery(scope), enabled: false })
  const verify = () => {
    query.refetch().catch(() => {}) // the next render shows the outcome
  }
  return (
    <EvidenceCard title="Is the chain whole?" badge={<Verdict verdict={query.data} />}>
      <div aria-live="polite" className="flex flex-col gap-2">
        {query.data === undefined ? (
          <p className="text-small text-fg-2">
            Verifying reads every entry of this scope again and recomputes its hash. On the machine itself,{' '}
            <code className="font-mono">npm run audit:verify</code> does the same for every chain.
          </p>
        ) : (
          <Found verdict={query.data} at={query.dataUpdatedAt} />
        )}
      </div>
      <ErrorLine>{query.error?.message}</ErrorLine>
      <div>
        <Button kind="ink" icon="seal" isBusy={query.isFetching} onClick={verify}>
          Verify the chain
        </Button>
      </div>
    </EvidenceCard>
  )
}

function Verdict({ verdict }: { verdict: VerifyAuditOutput | undefined }) {
  if (verdict === undefined) return <StateBadge state="unknown">Not verified on this page yet</StateBadge>
  return verdict.ok ? (
    <StateBadge state="healthy">Whole</StateBadge>
  ) : (
    <StateBadge state="down">Broken</StateBadge>
  )
}

function Found({ verdict, at }: { verdict: VerifyAuditOutput; at: number }) {
  if (verdict.ok) {
    return (
      <p className="text-small text-fg-2">
        {soundSentence(verdict)} Verified <Age at={new Date(at).toISOString()} />.
      </p>
    )
  }
  return verdict.chains
    .filter((chain) => !chain.ok)
    .map((chain) => (
      <Note key={chain.chain} state="down">
        {faultSentence(chain)}
      </Note>
    ))
}
