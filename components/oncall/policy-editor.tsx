'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { remainingMessage } from '#components/shell/api-problem.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
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
  const [steps, setSteps] = useState(() => draftOf(policy))
  const toast = useToast()
  const { mutate, error, isPending } = useMutation({
    ...setEscalationPolicy(scope),
    onSuccess: () => {
      toast({ text: 'The policy is saved. It applies to incidents that open from now on.' })
      onDone()
    },
  })
  const active = members.filter(({ state }) => state === 'active')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) mutate(inputOf(steps))
      }}
      className="flex flex-col gap-3 p-3.5"
    >
      <ol className="flex flex-col gap-3">
        {steps.map((step, index) => (
          <li key={step.key}>
            <StepFields
              step={step}
              place={index + 1}
              members={active}
              isOnly={steps.length === 1}
              onDelay={(delay) => setSteps(withChange(steps, step.key, { delay }))}
              onMember={(id) => setSteps(withMember(steps, step.key, id))}
              onUp={() => setSteps(movedUp(steps, step.key))}
              onRemove={() => setSteps(steps.filter(({ key }) => key !== step.key))}
            />
          </li>
        ))}
      </ol>
      <ErrorLine>{remainingMessage(error, [])}</ErrorLine>
      <div className="flex flex-wrap gap-2">
        <Button icon="plus" onClick={() => setSteps(withStep(steps))}>
          Add a step
        </Button>
        <span className="grow" />
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" kind="ink" isBusy={isPending}>
          Save policy
        </Button>
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
  readonly onUp: () => void
  readonly onRemove: () => void
}

function StepFields(props: StepFieldsProps) {
  const { step, place, members, isOnly, onDelay, onMember, onUp, onRemove } = props
  return (
    <fieldset className="rounded-control border border-line-strong">
      <legend className="sr-only">Step {place}</legend>
      <div className="flex items-center gap-2 border-b border-line py-1 pr-1 pl-3">
        <span aria-hidden="true" className="font-medium">
          Step {place}
        </span>
        <span className="grow" />
        {place === 1 ? null : (
          <IconButton icon="up" size="small" label={`Move step ${place} up`} onClick={onUp} />
        )}
        {isOnly ? null : (
          <IconButton icon="cross" size="small" label={`Remove step ${place}`} onClick={onRemove} />
        )}
      </div>
      <div className="grid items-start gap-x-6 gap-y-3 p-3 sm:grid-cols-[minmax(0,1fr)_200px]">
        <div>
          <p aria-hidden="true" className="mb-[5px] text-small font-medium">
            Pages
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
        </div>
        <TextField
          label={place === 1 ? 'After the incident opens' : 'After the step before'}
          unit="s"
          inputMode="numeric"
          pattern="[0-9]+"
          required
          value={step.delay}
          help={place === 1 ? '0 pages at once.' : 'If nobody has acknowledged.'}
          onChange={(event) => onDelay(event.target.value)}
        />
      </div>
    </fieldset>
  )
}
