'use client'
import { useMutation } from '@tanstack/react-query'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import type { ClaimDomainInput, DomainView } from '#lib/modules/identity/schemas.ts'
import { claimDomain } from './api/claim-domain.ts'
import { releaseDomain } from './api/release-domain.ts'
import { verifyDomain } from './api/verify-domain.ts'

interface DomainsPanelProps {
  readonly scope: string
  readonly domains: readonly DomainView[]
  readonly mayWrite: boolean
}

/** The domains of e-mail addresses that providers of a scope may vouch for. */
export function DomainsPanel({ scope, domains, mayWrite }: DomainsPanelProps) {
  return (
    <Panel title="E-mail domains" count={domains.length} isFlush>
      <div className="flex flex-col gap-3 p-3.5">
        <p className="text-small text-fg-2">
          A provider may vouch only for addresses of domains that are proved here, by a TXT record in their
          DNS.
        </p>
        {mayWrite ? <ClaimForm scope={scope} /> : null}
      </div>
      <RuledList>
        {domains.map((domain) => (
          <DomainRow key={domain.id} scope={scope} domain={domain} mayWrite={mayWrite} />
        ))}
      </RuledList>
    </Panel>
  )
}

function ClaimForm({ scope }: { scope: string }) {
  const { form, field, message, isBusy } = useApiForm({
    values: { domain: '' },
    input: (typed): ClaimDomainInput => typed,
    schema: async () => (await import('#lib/modules/identity/schemas.ts')).claimDomainInput,
    mutation: claimDomain(scope),
    conflictField: 'domain',
    isEmptied: true,
  })
  return (
    <form {...form} className="flex flex-wrap items-end gap-2">
      <TextField
        label="Domain"
        placeholder="example.com"
        required
        maxLength={253}
        autoComplete="off"
        {...field('domain')}
      />
      <Button type="submit" isBusy={isBusy}>
        Add domain
      </Button>
      <ErrorLine>{message}</ErrorLine>
    </form>
  )
}

function DomainRow({ scope, domain, mayWrite }: { scope: string; domain: DomainView; mayWrite: boolean }) {
  const verify = useMutation(verifyDomain(scope))
  const release = useMutation(releaseDomain(scope))
  const { id: domainId, verifiedAt } = domain
  return (
    <RuledRow mark={<StateGlyph state={verifiedAt === null ? 'unknown' : 'healthy'} />}>
      <div className="flex flex-col gap-2">
        <p className="font-medium break-words">{domain.domain}</p>
        {verifiedAt === null ? (
          <div className="grid gap-2 lg:grid-cols-2">
            <CodeBlock caption="Name of the TXT record" code={domain.recordName} />
            <CodeBlock caption="Value" code={domain.recordValue} />
          </div>
        ) : (
          <p className="text-small text-fg-3">
            Proved <Moment at={verifiedAt} />
          </p>
        )}
        {mayWrite ? (
          <div className="flex flex-wrap gap-2">
            {verifiedAt === null ? (
              <Button size="small" isBusy={verify.isPending} onClick={() => verify.mutate({ domainId })}>
                Look for the record
              </Button>
            ) : null}
            <Button
              size="small"
              kind="danger"
              isBusy={release.isPending}
              aria-label={`Give ${domain.domain} back`}
              onClick={() => release.mutate({ domainId })}
            >
              Give back
            </Button>
          </div>
        ) : null}
        <ErrorLine>{verify.error?.message ?? release.error?.message}</ErrorLine>
      </div>
    </RuledRow>
  )
}
