'use client'
import { typedText } from '#components/forms/typed-text.ts'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { ProviderView } from '#lib/modules/identity/schemas.ts'
import { updateProvider } from './api/update-provider.ts'
import { OidcFields, SamlFields } from './provider-fields.tsx'
import { oidcSettingsOf, samlSettingsOf, typedSettings } from './provider-form.ts'

/** What the forms about one provider take. */
export interface OneProviderProps {
  readonly scope: string
  readonly provider: ProviderView
  readonly onClose: () => void
}

/** Changes the settings of a provider; fetched when its dialog is opened. */
export function ProviderSettingsForm({ scope, provider, onClose }: OneProviderProps) {
  const t = useText('identity')
  const isOidc = provider.kind === 'oidc'
  const { form, field, check, message, isBusy, methods } = useApiForm({
    values: { name: provider.name, settings: typedSettings(provider.settings), clientSecret: '' },
    input: ({ name, settings, clientSecret }) => ({
      providerId: provider.id,
      name,
      settings: isOidc ? oidcSettingsOf(settings) : samlSettingsOf(settings),
      clientSecret: typedText(clientSecret),
    }),
    schema: async () => {
      const { oidcSettings, providerChange, providerRef, samlSettings } =
        await import('#lib/modules/identity/schemas.ts')
      // The kind is known here: a fault is then told of its own settings, not of a choice between two.
      return providerRef.extend({ ...providerChange.shape, settings: isOidc ? oidcSettings : samlSettings })
    },
    mutation: { ...updateProvider(scope), onSuccess: onClose },
    conflictField: 'name',
  })
  const settings = { field, check, isKnown: true }
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField
        label={t('field.name')}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      {isOidc ? (
        <OidcFields scope={scope} issuer={methods.watch('settings.issuer')} {...settings} />
      ) : (
        <SamlFields {...settings} />
      )}
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('do.save')}
      </FormFoot>
    </form>
  )
}
