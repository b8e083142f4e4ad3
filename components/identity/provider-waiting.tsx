'use client'
import { useMutation } from '@tanstack/react-query'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { Note } from '#components/ui/note.tsx'
import { Moment } from '#components/ui/time.tsx'
import type { ProviderView } from '#lib/modules/identity/schemas.ts'
import { updateProvider } from './api/update-provider.ts'
import { settingsShown } from './settings-shown.ts'

/** Properties of `ProviderWaiting`. */
export interface ProviderWaitingProps {
  readonly scope: string
  readonly provider: ProviderView
  /** The end of the role of whoever wrote its settings. */
  readonly until: string
  readonly mayWrite: boolean
}

/** Every setting of a provider: a key or an address that is folded away would be confirmed unread. */
function Settings({ settings }: Pick<ProviderView, 'settings'>) {
  const t = useText('identity')
  const words = (value: string | boolean): string =>
    typeof value === 'string' ? value : t(value ? 'providers.on' : 'providers.off')
  return (
    <KeyValueList
      facts={settingsShown(settings).map(({ label, value }) => ({
        label: t(`field.${label}`),
        value: <span className="font-mono wrap-anywhere whitespace-pre-wrap">{words(value)}</span>,
      }))}
    />
  )
}

/**
 * Says that a provider lets nobody in, and why. Whoever confirms sends the settings that they read here, which are all of
 * them: what somebody else wrote meanwhile is not confirmed along with them.
 */
export function ProviderWaiting({ scope, provider, until, mayWrite }: ProviderWaitingProps) {
  const t = useText('identity')
  const { mutate, data, error, isPending } = useMutation(updateProvider(scope))
  const { id: providerId, name, settings } = provider
  const isRefused = data !== undefined && data.makerUntil !== null
  return (
    <>
      <Note
        state="degraded"
        action={
          mayWrite ? (
            <Button
              size="small"
              aria-label={t('providers.confirmOne', { name })}
              isBusy={isPending}
              onClick={() => mutate({ providerId, settings })}
            >
              {t('providers.confirm')}
            </Button>
          ) : undefined
        }
      >
        <p className="mb-2">{t.rich('providers.waits', { until: put(<Moment at={until} />) })}</p>
        <Settings settings={settings} />
      </Note>
      <ErrorLine>{error?.message ?? (isRefused ? t('providers.stillWaits') : undefined)}</ErrorLine>
    </>
  )
}
