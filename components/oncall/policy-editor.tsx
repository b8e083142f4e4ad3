'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { MemberView } from '#lib/modules/access/schemas.ts'
import type { EscalationPolicyView } from '#lib/modules/oncall/schemas.ts'
import { setEscalationPolicy } from './api/set-escalation-policy.ts'
import {
  draftOf,
  inputOf,
  movedUp,
  withChange,
  withMember,
  withStep,
  type DraftStep,
} from './policy-draft.ts'

/** Properties of `PolicyEditor`. */
export interface PolicyEditorProps {
  readonly scope: string
  readonly policy: EscalationPolicyView
  readonly members: readonly MemberView[]
  readonly onDone: () => void
}

/** Writes the steps of a policy: who is paged, and how long after the step before. */
export function PolicyEditor({ scope, policy, members, onDone }: PolicyEditorProps) {
  const t = useText('oncall')
  const toast = useToast()
  const mutation = {
    ...setEscalationPolicy(scope),
    onSuccess: () => {
      toast({ text: t('editor.saved') })
      onDone()
    },
  }
  const { form, errorOf, message, isBusy, methods } = useApiForm({
    values: { steps: draftOf(policy) },
    input: (typed) => inputOf(typed.steps),
    schema: async () => (await import('#lib/modules/oncall/schemas.ts')).setEscalationPolicyInput,
    mutation,
  })
  const steps = methods.watch('steps')
  const setSteps = (next: readonly DraftStep[]) => methods.setValue('steps', next, { shouldDirty: true })
  const active = members.filter(({ state }) => state === 'active')
  return (
    <form {...form} className="flex flex-col gap-3 p-3.5">
      <ol className="flex flex-col gap-3">
        {steps.map((step, index) => (
          <li key={step.key}>
            <StepFields
              step={step}
              place={index + 1}
              members={active}
              isOnly={steps.length === 1}
              onDelay={(delaySeconds) => setSteps(withChange(steps, step.key, { delaySeconds }))}
              errors={{
                delaySeconds: errorOf(`steps.${index}.delaySeconds`),
                memberIds: errorOf(`steps.${index}.memberIds`),
              }}
              onMember={(id) => setSteps(withMember(steps, step.key, id))}
              onUp={() => setSteps(movedUp(steps, step.key))}
              onRemove={() => setSteps(steps.filter(({ key }) => key !== step.key))}
            />
          </li>
        ))}
      </ol>
      <ErrorLine>{message}</ErrorLine>
      <div className="flex flex-wrap gap-2">
        <Button icon="plus" onClick={() => setSteps(withStep(steps))}>
          {t('editor.add')}
        </Button>
        <span className="grow" />
        <FormFoot isBusy={isBusy} onCancel={onDone}>
          {t('editor.save')}
        </FormFoot>
      </div>
    </form>
  )
}

interface StepFieldsProps {
  readonly step: DraftStep
  readonly place: number
  readonly members: readonly MemberView[]
  readonly isOnly: boolean
  readonly onDelay: (delay: string) => void
  readonly onMember: (memberId: string) => void
  readonly errors: Readonly<Record<'delaySeconds' | 'memberIds', string | undefined>>
  readonly onUp: () => void
  readonly onRemove: () => void
}

function StepFields(props: StepFieldsProps) {
  const { step, place, members, isOnly, errors, onDelay, onMember, onUp, onRemove } = props
  const t = useText('oncall')
  const path = `steps.${place - 1}`
  return (
    <fieldset className="rounded-control border border-line-strong">
      <legend className="sr-only">{t('editor.step', { place })}</legend>
      <div className="flex items-center gap-2 border-b border-line py-1 pr-1 pl-3">
        <span aria-hidden="true" className="font-medium">
          {t('editor.step', { place })}
        </span>
        <span className="grow" />
        {place === 1 ? null : (
          <IconButton icon="up" size="small" label={t('editor.up', { place })} onClick={onUp} />
        )}
        {isOnly ? null : (
          <IconButton icon="cross" size="small" label={t('editor.remove', { place })} onClick={onRemove} />
        )}
      </div>
      <div className="grid items-start gap-x-6 gap-y-3 p-3 sm:grid-cols-[minmax(0,1fr)_200px]">
        <div>
          <p aria-hidden="true" className="mb-[5px] text-small font-medium">
            {t('editor.pages')}
          </p>
          <div className="grid max-h-44 gap-x-4 overflow-y-auto sm:grid-cols-2">
            {members.map(({ id, name, email }) => (
              <Checkbox
                key={id}
                checked={step.memberIds.includes(id)}
                onChange={() => onMember(id)}
                help={email}
              >
                {name}
              </Checkbox>
            ))}
          </div>
          <input type="hidden" name={`${path}.memberIds`} />
          <ErrorLine>{errors.memberIds}</ErrorLine>
        </div>
        <TextField
          name={`${path}.delaySeconds`}
          label={t(place === 1 ? 'editor.afterOpen' : 'editor.afterStep')}
          unit="s"
          inputMode="numeric"
          required
          value={step.delaySeconds}
          error={errors.delaySeconds}
          help={t(place === 1 ? 'editor.atOnce' : 'editor.unless')}
          onChange={(event) => onDelay(event.target.value)}
        />
      </div>
    </fieldset>
  )
}
