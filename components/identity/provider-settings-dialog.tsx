'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { OneProviderProps } from './provider-settings-form.tsx'

const ProviderSettingsForm = fetched(
  async () => (await import('./provider-settings-form.tsx')).ProviderSettingsForm,
)
const GroupsForm = fetched(async () => (await import('./groups-form.tsx')).GroupsForm)

/** Changes what stands between us and an identity provider: its addresses, certificates, attributes. */
export function ProviderSettingsDialog(props: OneProviderProps) {
  const t = useText('identity')
  return (
    <Dialog isOpen onClose={props.onClose} title={t('settingsOf', { name: props.provider.name })}>
      <FormSlot>
        <ProviderSettingsForm {...props} />
      </FormSlot>
    </Dialog>
  )
}

/** Changes which groups of a provider give which role. */
export function ProviderGroupsDialog(props: OneProviderProps) {
  const t = useText('identity')
  return (
    <Dialog isOpen onClose={props.onClose} title={t('groupsOf', { name: props.provider.name })}>
      <FormSlot>
        <GroupsForm {...props} />
      </FormSlot>
    </Dialog>
  )
}
