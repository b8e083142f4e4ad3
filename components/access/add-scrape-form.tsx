'use client'
import { typedNumber } from '#components/forms/typed-number.ts'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { CreateScrapeTargetInput } from '#lib/modules/access/schemas.ts'
import { createScrapeTarget } from './api/create-scrape-target.ts'
import { TypedReach } from './reach-note.tsx'

/** Above this a scrape counts as failed, in seconds; a shorter interval is its own limit. */
const TIMEOUT_SECONDS = 10

/** Asks which address is scraped, and how often; fetched when its dialog is opened. */
export function AddScrapeForm({ scope, onClose }: { scope: string; onClose: () => void }) {
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
        label="Address"
        type="url"
        required
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        help={
          <TypedReach
            scope={scope}
            use="scrape"
            url={methods.watch('url')}
            help="The metrics page of an exporter, e.g. https://db.example.com:9187/metrics."
          />
        }
        {...field('url')}
      />
      <TextField
        label="Job"
        required
        maxLength={200}
        autoComplete="off"
        help="The label that names the service."
        {...field('job')}
      />
      <TextField
        label="Every"
        unit="s"
        inputMode="numeric"
        required
        help={`It counts as down without an answer within ${TIMEOUT_SECONDS} s.`}
        {...field('intervalSeconds')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Scrape address
      </FormFoot>
    </form>
  )
}
