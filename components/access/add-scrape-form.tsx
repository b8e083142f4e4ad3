'use client'
import { typedNumber } from '#components/forms/typed-number.ts'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { CreateScrapeTargetInput } from '#lib/modules/access/schemas.ts'
import { createScrapeTarget } from './api/create-scrape-target.ts'
import { TypedReach } from './reach-note.tsx'

/** Above this a scrape counts as failed, in seconds; a shorter interval is its own limit. */
const TIMEOUT_SECONDS = 10

/** Asks which address is scraped, and how often; fetched when its dialog is opened. */
export function AddScrapeForm({ scope, onClose }: { scope: string; onClose: () => void }) {
  const t = useText('sources')
  const { form, field, message, isBusy, methods } = useApiForm({
    values: { url: '', job: '', intervalSeconds: '15' },
    input: ({ url, job, ...typed }): CreateScrapeTargetInput => {
      const intervalSeconds = typedNumber(typed.intervalSeconds)
      const timeoutSeconds = Math.min(TIMEOUT_SECONDS, Math.max(1, intervalSeconds))
      return { url: url.trim(), job, intervalSeconds, timeoutSeconds }
    },
    schema: async () => (await import('#lib/modules/access/schemas.ts')).createScrapeTargetInput,
    mutation: { ...createScrapeTarget(scope), onSuccess: onClose },
    conflictField: 'url',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField
        label={t('scrape.address')}
        type="url"
        required
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        help={
          <TypedReach scope={scope} use="scrape" url={methods.watch('url')} help={t('scrape.addressHelp')} />
        }
        {...field('url')}
      />
      <TextField
        label={t('scrape.job')}
        required
        maxLength={200}
        autoComplete="off"
        help={t('scrape.jobHelp')}
        {...field('job')}
      />
      <TextField
        label={t('scrape.every')}
        unit="s"
        inputMode="numeric"
        required
        help={t('scrape.everyHelp', { seconds: TIMEOUT_SECONDS })}
        {...field('intervalSeconds')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('scrape.do')}
      </FormFoot>
    </form>
  )
}
