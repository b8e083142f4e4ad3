'use client'
import { typedNumber } from '#components/forms/typed-number.ts'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { useShell } from '#components/shell/shell-context.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { AllowOutgoingInput } from '#lib/modules/access/schemas.ts'
import { allowOutgoing } from './api/allow-outgoing.ts'

const ALL = 'all'

/** Asks which private range may be called, by whom, and why; fetched when its dialog is opened. */
export function AllowAddressForm({ scope, onClose }: { scope: string; onClose: () => void }) {
  const t = useText('sources')
  const { scopes } = useShell()
  const { form, field, message, isBusy } = useApiForm({
    values: { cidr: '', port: '', platformId: ALL, reason: '' },
    input: ({ cidr, port, platformId, reason }): AllowOutgoingInput => ({
      cidr,
      port: typedNumber(port),
      reason,
      platformId: platformId === ALL ? undefined : platformId,
    }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).allowOutgoingInput,
    mutation: { ...allowOutgoing(scope), onSuccess: onClose },
    conflictField: 'cidr',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('allow.form.text')}</p>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] items-start gap-3">
        <TextField
          label={t('allow.form.range')}
          className="font-mono"
          required
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          help={t('allow.form.rangeHelp')}
          {...field('cidr')}
        />
        <TextField
          label={t('allow.form.port')}
          inputMode="numeric"
          required
          autoComplete="off"
          help={t('allow.form.portHelp')}
          {...field('port')}
        />
      </div>
      <SelectField
        label={t('allow.form.for')}
        options={[
          { value: ALL, label: t('allow.form.all') },
          ...scopes
            .filter(({ kind }) => kind === 'platform')
            .map(({ param, name }) => ({ value: param.replace('platform:', ''), label: name })),
        ]}
        {...field('platformId')}
      />
      <TextField
        label={t('allow.form.why')}
        required
        maxLength={300}
        autoComplete="off"
        help={t('allow.form.whyHelp')}
        {...field('reason')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('allow.form.do')}
      </FormFoot>
    </form>
  )
}
