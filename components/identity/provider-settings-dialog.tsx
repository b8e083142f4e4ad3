import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { textOf } from '#components/access/text-of.ts'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import type { ProviderView } from '#lib/modules/identity/schemas.ts'
import { updateProvider } from './api/update-provider.ts'
import { OidcFields, SamlFields } from './provider-fields.tsx'
import { oidcOf, oidcSettingsOf, samlOf, samlSettingsOf, SETTINGS_FIELDS } from './provider-form.ts'

/** Properties of `ProviderSettingsDialog`. */
export interface ProviderSettingsDialogProps {
  readonly scope: string
  readonly provider: ProviderView
  readonly onClose: () => void
}

/** Changes what stands between us and an identity provider: its addresses, certificates, attributes. */
export function ProviderSettingsDialog({ scope, provider, onClose }: ProviderSettingsDialogProps) {
  const { mutate, error, isPending } = useMutation({ ...updateProvider(scope), onSuccess: onClose })
  const problem = (field: string) => faultOf(error, field)
  const oidc = oidcOf(provider.settings)
  const saml = samlOf(provider.settings)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (isPending) return
    mutate({
      providerId: provider.id,
      name: textOf(form, 'name') ?? '',
      settings: oidc === null ? samlSettingsOf(form) : oidcSettingsOf(form),
      clientSecret: textOf(form, 'clientSecret'),
    })
  }
  return (
    <Dialog isOpen onClose={onClose} title={`Settings of ${provider.name}`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          name="name"
          label="Name"
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={provider.name}
          error={problem('name')}
          data-autofocus
        />
        {oidc === null ? null : <OidcFields scope={scope} known={oidc} problem={problem} />}
        {saml === null ? null : <SamlFields known={saml} problem={problem} />}
        <ErrorLine>{remainingMessage(error, ['name', ...SETTINGS_FIELDS])}</ErrorLine>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="ink" isBusy={isPending}>
            Save settings
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
