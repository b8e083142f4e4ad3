'use client'
import { useMutation } from '@tanstack/react-query'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('identity')
  return (
    <Panel title={t('domains.title')} count={domains.length} isFlush>
      <div className="flex flex-col gap-3 p-3.5">
        <p className="text-small text-fg-2">{t('domains.text')}</p>
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

const EXAMPLE = 'example.com'

function ClaimForm({ scope }: { scope: string }) {
  const t = useText('identity')
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
        label={t('domains.domain')}
        placeholder={EXAMPLE}
        required
        maxLength={253}
        autoComplete="off"
        {...field('domain')}
      />
      <Button type="submit" isBusy={isBusy}>
        {t('domains.add')}
      </Button>
      <ErrorLine>{message}</ErrorLine>
    </form>
  )
}

function DomainRow({ scope, domain, mayWrite }: { scope: string; domain: DomainView; mayWrite: boolean }) {
  const t = useText('identity')
  const verify = useMutation(verifyDomain(scope))
  const release = useMutation(releaseDomain(scope))
  const { id: domainId, verifiedAt } = domain
  return (
    <RuledRow mark={<StateGlyph state={verifiedAt === null ? 'unknown' : 'healthy'} />}>
      <div className="flex flex-col gap-2">
        <p className="font-medium break-words">{domain.domain}</p>
        {verifiedAt === null ? (
          <div className="grid gap-2 lg:grid-cols-2">
            <CodeBlock caption={t('domains.record')} code={domain.recordName} />
            <CodeBlock caption={t('domains.value')} code={domain.recordValue} />
          </div>
        ) : (
          <p className="text-small text-fg-3">
            {t.rich('domains.proved', { at: put(<Moment at={verifiedAt} />) })}
          </p>
        )}
        {mayWrite ? (
          <div className="flex flex-wrap gap-2">
            {verifiedAt === null ? (
              <Button size="small" isBusy={verify.isPending} onClick={() => verify.mutate({ domainId })}>
                {t('domains.look')}
              </Button>
            ) : null}
            <Button
              size="small"
              kind="danger"
              isBusy={release.isPending}
              aria-label={t('domains.releaseOne', { domain: domain.domain })}
              onClick={() => release.mutate({ domainId })}
            >
              {t('domains.release')}
            </Button>
          </div>
        ) : null}
        <ErrorLine>{verify.error?.message ?? release.error?.message}</ErrorLine>
      </div>
    </RuledRow>
  )
}
