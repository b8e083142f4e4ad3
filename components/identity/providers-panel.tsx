'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { SavedReach } from '#components/access/reach-note.tsx'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ProviderView } from '#lib/modules/identity/schemas.ts'
import { checkProvider } from './api/check-provider.ts'
import { removeProvider } from './api/remove-provider.ts'
import { updateProvider } from './api/update-provider.ts'
import { groupLines } from './group-lines.ts'
import { ProviderWaiting } from './provider-waiting.tsx'
import { ProviderGroupsDialog, ProviderSettingsDialog } from './provider-settings-dialog.tsx'

interface ProvidersPanelProps {
  readonly scope: string
  readonly providers: readonly ProviderView[]
  readonly mayWrite: boolean
}

/** The identity providers of a scope, with what has to be typed in at each of them. */
export function ProvidersPanel({ scope, providers, mayWrite }: ProvidersPanelProps) {
  const t = useText('identity')
  return (
    <Panel title={t('providers.title')} count={providers.length} isFlush>
      {providers.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('providers.empty')}>{t('providers.emptyText')}</EmptyState>
        </div>
      ) : (
        <RuledList>
          {providers.map((provider) => (
            <ProviderRow key={provider.id} scope={scope} provider={provider} mayWrite={mayWrite} />
          ))}
        </RuledList>
      )}
    </Panel>
  )
}

function ProviderRow({
  scope,
  provider,
  mayWrite,
}: {
  scope: string
  provider: ProviderView
  mayWrite: boolean
}) {
  const t = useText('identity')
  const { makerUntil } = provider
  const isActive = provider.state === 'active'
  const mark = isActive ? (makerUntil === null ? 'healthy' : 'degraded') : 'maintenance'
  const issuer = 'issuer' in provider.settings ? provider.settings.issuer : provider.settings.entityId
  return (
    <RuledRow mark={<StateGlyph state={mark} />}>
      <div className="flex flex-col gap-3">
        <div>
          <p className="font-medium">{provider.name}</p>
          <p className="text-small break-words text-fg-3">
            {t('providers.line', {
              kind: t(`kind.${provider.kind}`),
              state: provider.state,
              accounts: provider.accounts,
              issuer,
            })}
          </p>
          {provider.kind === 'oidc' ? <SavedReach scope={scope} id={provider.id} /> : null}
        </div>
        {makerUntil === null ? null : (
          <ProviderWaiting scope={scope} provider={provider} until={makerUntil} mayWrite={mayWrite} />
        )}
        <Addresses provider={provider} />
        <pre className="font-mono text-small wrap-anywhere whitespace-pre-wrap text-fg-2">
          {provider.mapping.length === 0 ? t('providers.noGroup') : groupLines(provider.mapping)}
        </pre>
        {mayWrite ? <ProviderActs scope={scope} provider={provider} /> : null}
      </div>
    </RuledRow>
  )
}

function Addresses({ provider: { kind, addresses } }: { provider: ProviderView }) {
  const t = useText('identity')
  return (
    <div className="grid gap-2 lg:grid-cols-2">
      {kind === 'oidc' ? (
        <CodeBlock caption={t('providers.redirect')} code={addresses.redirectUri} />
      ) : (
        <>
          <CodeBlock caption={t('providers.acs')} code={addresses.acsUrl} />
          <CodeBlock caption={t('providers.entity')} code={addresses.entityId} />
        </>
      )}
      <CodeBlock caption={t('providers.begin')} code={addresses.startUrl} />
    </div>
  )
}

function ProviderActs({ scope, provider }: { scope: string; provider: ProviderView }) {
  const t = useText('identity')
  const [open, setOpen] = useState<'settings' | 'groups' | 'remove' | null>(null)
  const check = useMutation(checkProvider(scope))
  const update = useMutation(updateProvider(scope))
  const remove = useMutation({ ...removeProvider(scope), onSuccess: () => setOpen(null) })
  const { id: providerId, name } = provider
  const isActive = provider.state === 'active'
  const toggle = () => update.mutate({ providerId, state: isActive ? 'paused' : 'active' })
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button size="small" isBusy={check.isPending} onClick={() => check.mutate({ providerId })}>
          {t('providers.check', { name })}
        </Button>
        <Button size="small" onClick={() => setOpen('settings')}>
          {t('providers.settings')}
        </Button>
        <Button size="small" onClick={() => setOpen('groups')}>
          {t('providers.groups')}
        </Button>
        <Button size="small" isBusy={update.isPending} onClick={toggle}>
          {t(isActive ? 'providers.pause' : 'providers.resume')}
        </Button>
        <Button size="small" kind="danger" onClick={() => setOpen('remove')}>
          {t('providers.remove')}
        </Button>
      </div>
      <ErrorLine>{check.error?.message ?? update.error?.message}</ErrorLine>
      {check.data?.findings.map(({ isGood, what }) => (
        <Note key={what} state={isGood ? 'healthy' : 'down'}>
          {what}
        </Note>
      ))}
      {open === 'settings' ? (
        <ProviderSettingsDialog scope={scope} provider={provider} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'groups' ? (
        <ProviderGroupsDialog scope={scope} provider={provider} onClose={() => setOpen(null)} />
      ) : null}
      <ConfirmDialog
        isOpen={open === 'remove'}
        onClose={() => setOpen(null)}
        title={t('providers.removeTitle', { name })}
        confirmLabel={t('providers.removeDo')}
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate({ providerId })}
      >
        {t('providers.removeText')}
      </ConfirmDialog>
    </div>
  )
}
