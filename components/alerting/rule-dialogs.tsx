'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { SelectField, type Option } from '#components/ui/select-field.tsx'
import type { RuleView } from '#lib/modules/alerting/schemas.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { createRule } from './api/create-rule.ts'
import { updateRule } from './api/update-rule.ts'
import { readRuleForm, type RuleText } from './rule-form.ts'

const FIELDS = ['platformId', 'name', 'expr', 'forSeconds', 'severity', 'summary']

const SEVERITIES: readonly Option[] = [
  { value: 'P0', label: 'P0, everybody is hit' },
  { value: 'P1', label: 'P1, it does not work' },
  { value: 'P2', label: 'P2, it works worse' },
  { value: 'P3', label: 'P3, worth knowing' },
]

const BLANK: RuleText = { name: '', expr: '', forSeconds: 0, severity: 'P2', summary: '' }

/** Properties of `CreateRuleDialog`. */
export interface CreateRuleDialogProps {
  readonly scope: string
  /** In operator scope the platforms to choose from; null where the scope itself owns the rule. */
  readonly platforms: readonly ScopeOption[] | null
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks what a new rule watches, and creates it. */
export function CreateRuleDialog({ scope, platforms, isOpen, onClose }: CreateRuleDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...createRule(scope), onSuccess: onClose })
  const close = () => {
    reset()
    onClose()
  }
  const submit = (form: FormData) => {
    const platform = form.get('platform')
    mutate({
      ...readRuleForm(form),
      platformId: typeof platform === 'string' ? platform.replace('platform:', '') : undefined,
    })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Create a rule">
      <RuleForm
        start={BLANK}
        platforms={platforms}
        problem={error}
        isBusy={isPending}
        submitLabel="Create rule"
        onSubmit={submit}
        onCancel={close}
      />
    </Dialog>
  )
}

/** Properties of `EditRuleDialog`. */
export interface EditRuleDialogProps {
  readonly scope: string
  /** Null keeps the dialog closed. */
  readonly rule: RuleView | null
  readonly onClose: () => void
}

/** Changes a rule into its next version. */
export function EditRuleDialog({ scope, rule, onClose }: EditRuleDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...updateRule(scope), onSuccess: onClose })
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog isOpen={rule !== null} onClose={close} title={`Change the rule ${rule?.name ?? ''}`}>
      <RuleForm
        start={rule ?? BLANK}
        platforms={null}
        problem={error}
        isBusy={isPending}
        submitLabel="Save rule"
        onSubmit={(form) => {
          if (rule !== null) mutate({ ruleId: rule.id, ...readRuleForm(form) })
        }}
        onCancel={close}
      />
    </Dialog>
  )
}

interface RuleFormProps {
  readonly start: RuleText
  readonly platforms: readonly ScopeOption[] | null
  readonly problem: ApiProblem | null
  readonly isBusy: boolean
  readonly submitLabel: string
  readonly onSubmit: (form: FormData) => void
  readonly onCancel: () => void
}

function RuleForm(props: RuleFormProps) {
  const { start, platforms, problem, isBusy, submitLabel, onSubmit, onCancel } = props
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) onSubmit(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit} className="mt-2 flex flex-col gap-4">
      {platforms === null ? null : (
        <SelectField
          name="platform"
          label="Platform"
          options={platforms.map(({ param, name }) => ({ value: param, label: name }))}
          error={faultOf(problem, 'platformId')}
        />
      )}
      <TextField
        name="name"
        label="Name of the rule"
        defaultValue={start.name}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        error={faultOf(problem, 'name')}
      />
      <TextAreaField
        name="expr"
        label="Fires when"
        isCode
        defaultValue={start.expr}
        required
        help={
          <>
            PromQL: it fires for each series that is left, e.g.{' '}
            <code className="font-mono">up{'{job="api"}'} == 0</code>
          </>
        }
        error={faultOf(problem, 'expr')}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          name="forSeconds"
          label="For at least"
          unit="s"
          inputMode="numeric"
          pattern="[0-9]+"
          required
          defaultValue={String(start.forSeconds)}
          help="0 fires at once."
          error={faultOf(problem, 'forSeconds')}
        />
        <SelectField
          name="severity"
          label="Severity"
          defaultValue={start.severity}
          options={SEVERITIES}
          error={faultOf(problem, 'severity')}
        />
      </div>
      <TextField
        name="summary"
        label="Title of the incident"
        defaultValue={start.summary}
        required
        maxLength={300}
        autoComplete="off"
        help="{{ $labels.job }} and {{ $value }} are filled in."
        error={faultOf(problem, 'summary')}
      />
      <ErrorLine>{remainingMessage(problem, FIELDS)}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" kind="ink" isBusy={isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
