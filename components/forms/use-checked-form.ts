'use client'
import { toNestErrors } from '@hookform/resolvers'
import { useEffect, useState, type SubmitEvent } from 'react'
import {
  get,
  useForm,
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  type Resolver,
  type UseFormRegisterReturn,
  type UseFormReturn,
} from 'react-hook-form'
import { useText } from '#components/language/use-text.ts'
import { unsavedMark } from '#components/ui/unsaved-forms.ts'
import { placeFaults, placeIssues, type Refusal, type SchemaIssue } from './form-faults.ts'
import { unreadIssues, type Unread } from './unread-issues.ts'

/** What happens once the server has answered. */
export interface Answers {
  readonly onSuccess: () => void
  readonly onError: (refusal: Refusal) => void
}

/** What a form is made of that is checked before it is sent. */
export interface CheckedFormSpec<Typed extends FieldValues> {
  /** What stands in the fields at first; a later value of it is not taken over. */
  readonly values: Typed & DefaultValues<Typed>
  /** What is wrong with what would be sent; nothing when it may be. */
  readonly check: (typed: Typed) => Promise<readonly SchemaIssue[]>
  readonly send: (typed: Typed, answers: Answers) => void
  readonly isSending: boolean
  /** The field that a conflict is about: the name that somebody else has. */
  readonly conflictField?: Path<Typed> | undefined
  /** True where nothing is lost with what was typed: a code that is good for half a minute. Nobody is asked about it. */
  readonly isFleeting?: boolean
  /** True for a form that stays in the page for the next one: it is emptied once it was sent. */
  readonly isEmptied?: boolean
}

/** Names of the fields that are in the page now. */
const namesIn = (form: HTMLFormElement | null): readonly string[] =>
  [...(form?.querySelectorAll('[name]') ?? [])].map((field) => field.getAttribute('name') ?? '')

/** What the browser could not read of what stands in the form now; a form that is not validated does not say it itself. */
const unreadIn = (form: HTMLFormElement | null, say: (kind: Unread) => string): readonly SchemaIssue[] =>
  unreadIssues(
    [...(form?.elements ?? [])].filter((control) => control instanceof HTMLInputElement),
    say,
  )

const resolverOf =
  <Typed extends FieldValues>(
    check: CheckedFormSpec<Typed>['check'],
    form: HTMLFormElement | null,
    say: (kind: Unread) => string,
  ): Resolver<Typed> =>
  async (typed, _context, options) => {
    const issues = [...unreadIn(form, say), ...(await check(typed))]
    if (issues.length === 0) return { values: typed, errors: {} }
    const errors: FieldErrors = {}
    for (const { field, message } of placeIssues(issues, namesIn(form)))
      errors[field ?? 'root'] = { type: 'schema', message }
    return { values: {}, errors: toNestErrors(errors, options) }
  }

/** Moves the focus to the first field that is wrong, each time that `tries` goes up. */
function useFocusOnFault(form: HTMLFormElement | null, tries: number): void {
  useEffect(() => {
    if (tries > 0) form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form, tries])
}

/**
 * What was changed before the script was there counts as changed from the start: react-hook-form keeps the value, but draws
 * the form again only at the next thing that happens to it.
 */
function useEarlyChanges(clearErrors: () => void): void {
  useEffect(() => clearErrors(), [clearErrors])
}

/** A form that comes later than its dialog takes the focus when it comes. */
function useFocusOnArrival(form: HTMLFormElement | null): void {
  useEffect(() => {
    const dialog = form?.closest('dialog') ?? null
    if (form === null || dialog === null || form.contains(document.activeElement)) return
    form.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [form])
}

/** What a text field or a choice takes from its form. */
export interface FieldAttributes extends UseFormRegisterReturn {
  readonly defaultValue: string | undefined
  readonly error: string | undefined
}

/** What a checkbox takes from its form. */
export interface TickAttributes extends UseFormRegisterReturn {
  readonly defaultChecked: boolean
}

/** What a field takes: its name, what stands in it at first, and what is wrong with it. */
function fieldsOf<Typed extends FieldValues>(methods: UseFormReturn<Typed>, first: Typed) {
  const errorOf = (name: Path<Typed>) => methods.getFieldState(name, methods.formState).error?.message
  const firstOf = (name: Path<Typed>): unknown => get(first, name)
  return {
    /** For a field with text or a choice. */
    field: (name: Path<Typed>): FieldAttributes => {
      const value = firstOf(name)
      return {
        ...methods.register(name),
        defaultValue: typeof value === 'string' ? value : undefined,
        error: errorOf(name),
      }
    },
    /** For a checkbox of its own. */
    check: (name: Path<Typed>): TickAttributes => ({
      ...methods.register(name),
      defaultChecked: firstOf(name) === true,
    }),
    errorOf,
  }
}

/** A form that is checked before it is sent; `useApiForm` is the one for our API. */
export function useCheckedForm<Typed extends FieldValues>(spec: CheckedFormSpec<Typed>) {
  const t = useText('ui')
  const [element, setElement] = useState<HTMLFormElement | null>(null)
  const [first] = useState(spec.values)
  const [refusals, setRefusals] = useState(0)
  const methods = useForm<Typed>({
    // Not `values`: those are put into the fields once more after the first render, over what was chosen while the page
    // was still waiting for its script. A default gives way to what stands in the field by then.
    defaultValues: first,
    resolver: resolverOf(spec.check, element, (kind) => t(`unread.${kind}`)),
    shouldFocusError: false,
  })
  const { errors, isDirty, isSubmitting, submitCount } = methods.formState
  useEarlyChanges(methods.clearErrors)
  useFocusOnFault(element, submitCount + refusals)
  useFocusOnArrival(element)
  const refuse = (refusal: Refusal) => {
    const names = namesIn(element)
    const isField = (name: string | null): name is Path<Typed> => name !== null && names.includes(name)
    for (const { field, message } of placeFaults(refusal, names, spec.conflictField))
      methods.setError(isField(field) ? field : 'root', { type: 'server', message })
    setRefusals((was) => was + 1)
  }
  const send = methods.handleSubmit((typed) => {
    spec.send(typed, {
      onSuccess: () => methods.reset(spec.isEmptied === true ? first : typed),
      onError: refuse,
    })
  })
  return {
    ...fieldsOf(methods, first),
    /** Properties of the `<form>`. */
    form: {
      ref: setElement,
      noValidate: true,
      ...unsavedMark(isDirty && spec.isFleeting !== true),
      onFocus: () => {
        spec.check(first).catch(() => {}) // fetches the schema; sending asks for it once more
      },
      onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        if (spec.isSending || isSubmitting) return
        // The mutation tells what failed of it; this is a check that did not come.
        send(event).catch(() => refuse({ code: 'unexpected', faults: [], message: t('notChecked') }))
      },
    },
    /** What is wrong with the form as a whole. */
    message: errors.root?.message,
    isBusy: spec.isSending || isSubmitting,
    methods,
  }
}
