'use client'
import { useRouter } from 'next/navigation'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { LANGUAGE_NAMES } from '#components/language/language-names.ts'
import { keepLanguage } from '#components/language/language-switch.tsx'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { LANGUAGES, languageOf } from '#lib/core/language.ts'
import type { ProfileView } from '#lib/modules/access/schemas.ts'
import { updateProfile } from './api/update-profile.ts'

/** Properties of `ProfileForm`. */
export interface ProfileFormProps {
  readonly profile: ProfileView
  readonly zones: readonly string[]
}

/** The own name, language and time zone. */
export function ProfileForm({ profile, zones }: ProfileFormProps) {
  const t = useText('access')
  const toast = useToast()
  const router = useRouter()
  const mutation = {
    ...updateProfile(),
    onSuccess: ({ language }: ProfileView) => {
      keepLanguage(language) // for the pages before the next sign-in
      toast({ text: t('profile.saved') })
      router.refresh() // the frame of the page carries name and language too
    },
  }
  const { name, timeZone, language, pageZone } = profile
  const { form, field, message, isBusy } = useApiForm({
    values: { name, timeZone, language: language ?? '', pageZone },
    input: (typed) => ({ ...typed, language: languageOf(typed.language) }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).updateProfileInput,
    mutation,
  })
  const options = zones.includes(timeZone) ? zones : [timeZone, ...zones]
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField label={t('profile.name')} required maxLength={100} autoComplete="name" {...field('name')} />
      <SelectField
        label={t('profile.language')}
        options={[
          { value: '', label: t('profile.asBrowser') },
          ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
        ]}
        help={t('profile.languageHelp')}
        {...field('language')}
      />
      <SelectField
        label={t('profile.zone')}
        options={options.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        help={t('profile.zoneHelp')}
        {...field('timeZone')}
      />
      <SelectField
        label={t('profile.pageZone')}
        options={[
          { value: 'browser', label: t('profile.inBrowser') },
          { value: 'profile', label: t('profile.inProfile') },
        ]}
        {...field('pageZone')}
      />
      <ErrorLine>{message}</ErrorLine>
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t('profile.save')}
        </Button>
      </div>
    </form>
  )
}
