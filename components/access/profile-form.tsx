'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ProfileView } from '#lib/modules/access/schemas.ts'
import { updateProfile } from './api/update-profile.ts'
import { textOf } from './text-of.ts'

/** Properties of `ProfileForm`. */
export interface ProfileFormProps {
  readonly profile: ProfileView
  readonly zones: readonly string[]
}

/** The own name and time zone. */
export function ProfileForm({ profile, zones }: ProfileFormProps) {
  const toast = useToast()
  const router = useRouter()
  const { mutate, error, isPending } = useMutation({
    ...updateProfile(),
    onSuccess: () => {
      toast({ text: 'Your profile is saved.' })
      router.refresh() // the frame of the page carries the name too
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (!isPending) mutate({ name: textOf(form, 'name') ?? '', timeZone: textOf(form, 'timeZone') })
  }
  const options = zones.includes(profile.timeZone) ? zones : [profile.timeZone, ...zones]
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        name="name"
        label="Name"
        defaultValue={profile.name}
        required
        maxLength={100}
        autoComplete="name"
        error={faultOf(error, 'name')}
      />
      <SelectField
        name="timeZone"
        label="Time zone"
        defaultValue={profile.timeZone}
        options={options.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        help="For the times in what is sent to you. Pages show the zone of your browser."
        error={faultOf(error, 'timeZone')}
      />
      <ErrorLine>{remainingMessage(error, ['name', 'timeZone'])}</ErrorLine>
      <div>
        <Button type="submit" isBusy={isPending}>
          Save profile
        </Button>
      </div>
    </form>
  )
}
