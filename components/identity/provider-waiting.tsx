'use client'
import { useMutation } from '@tanstack/react-query'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
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
    <dl className="grid gap-x-4 gap-y-2 rounded-panel border border-line px-3 py-2.5 text-small sm:grid-cols-[max-content_minmax(0,1fr)]">
      {settingsShown(settings).map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-fg-3">{t(`field.${label}`)}</dt>
          {/* Longer lines are broken: what scrolls out of sight would be confirmed unread. */}
          <dd className="mb-1 font-mono wrap-anywhere whitespace-pre-wrap sm:mb-0">{words(value)}</dd>
        </div>
      ))}
    </dl>
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
        {t.rich('providers.waits', { until: put(<Moment at={until} />) })}
      </Note>
      <Settings settings={settings} />
      <ErrorLine>{error?.message ?? (isRefused ? t('providers.stillWaits') : undefined)}</ErrorLine>
    </>
  )
}
