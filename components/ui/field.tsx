'use client'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { classNames } from './class-names.ts'
import { StateGlyph } from './state-glyph.tsx'

/** What every form field says about itself. */
export interface FieldTexts {
  readonly label: string
  /** One line below: format, range, consequence. Gives way to the error. */
  readonly help?: ReactNode
  /** What is wrong, why, and what would be right. */
  readonly error?: string | undefined
  readonly isOptional?: boolean
}

/** Attributes that tie a control to its label, help and error. */
export interface ControlAttributes {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

/** The frame of a control's edge; the edge passes 3:1 and turns red on an error. */
export const controlClass = (hasError: boolean, className?: string): string =>
  classNames(
    'w-full min-w-0 rounded-control border bg-panel px-2.5 text-fg-1',
    'disabled:border-dashed disabled:border-line-strong disabled:text-fg-disabled [&:is(input,textarea):read-only]:bg-inset',
    hasError ? 'border-down' : 'border-line-control',
    className,
  )

/** Label above, control, help below; an error takes the place of the help, with glyph. */
export function Field({
  label,
  help,
  error,
  isOptional = false,
  children,
}: FieldTexts & { children: (attributes: ControlAttributes) => ReactNode }) {
  const t = useText('ui')
  const id = useId()
  const noteId = `${id}-note`
  const hasNote = error !== undefined || help !== undefined
  return (
    <div className="flex min-w-0 flex-col gap-[5px]">
      <label htmlFor={id} className="text-small font-medium">
        {label}
        {isOptional ? <span className="font-normal text-fg-3"> {t('optional')}</span> : null}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      <FieldNote id={noteId} help={help} error={error} />
    </div>
  )
}

/** The line below a control. It is in the page from the start, so that an error that comes is read out. */
function FieldNote({ id, help, error }: { id: string; help: ReactNode; error: string | undefined }) {
  if (error === undefined && help === undefined) return <div id={id} aria-live="polite" hidden />
  return (
    <div id={id} aria-live="polite" className="text-small">
      {error === undefined ? (
        <span className="text-fg-3">{help}</span>
      ) : (
        <span className="flex gap-1.5 text-down">
          <StateGlyph state="down" size={12} className="mt-0.5" />
          <span>{error}</span>
        </span>
      )}
    </div>
  )
}

/** What is wrong with a form as a whole; read out when it comes. Shows nothing for undefined. */
export function ErrorLine({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children === undefined ? null : (
        <p className="flex gap-1.5 text-small text-down">
          <StateGlyph state="down" size={12} className="mt-0.5" />
          <span>{children}</span>
        </p>
      )}
    </div>
  )
}

/** Properties of `TextField`. */
export interface TextFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'id'> {
  /** Stands inside at the right: the unit of the number. */
  readonly unit?: string
  readonly isLarge?: boolean
}

/** A line of text. */
export function TextField({
  label,
  help,
  error,
  isOptional,
  unit,
  isLarge = false,
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field label={label} help={help} error={error} isOptional={isOptional ?? false}>
      {(attributes) => (
        <span className="relative block">
          <input
            {...input}
            {...attributes}
            className={controlClass(
              error !== undefined,
              classNames(
                isLarge ? 'h-11 text-[14px]' : 'h-(--bw-control)',
                unit === undefined ? '' : 'pr-10',
                className,
              ),
            )}
          />
          {unit === undefined ? null : (
            <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-fg-3">
              {unit}
            </span>
          )}
        </span>
      )}
    </Field>
  )
}

/** Several lines of text; `isCode` for expressions and payloads. */
export function TextAreaField({
  label,
  help,
  error,
  isOptional,
  isCode = false,
  className,
  ...area
}: FieldTexts & { isCode?: boolean } & Omit<ComponentProps<'textarea'>, 'id'>) {
  return (
    <Field label={label} help={help} error={error} isOptional={isOptional ?? false}>
      {(attributes) => (
        <textarea
          rows={3}
          spellCheck={!isCode}
          {...area}
          {...attributes}
          className={controlClass(
            error !== undefined,
            classNames('py-1.5', isCode && 'font-mono text-small', className),
          )}
        />
      )}
    </Field>
  )
}

/** The six digits of an authenticator, in figures that read at arm's length. */
export function CodeField({
  label,
  help,
  error,
  className,
  ...input
}: FieldTexts & Omit<ComponentProps<'input'>, 'id'>) {
  return (
    <Field label={label} help={help} error={error}>
      {(attributes) => (
        <input
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          spellCheck={false}
          {...input}
          {...attributes}
          className={controlClass(
            error !== undefined,
            classNames('h-[52px] px-4! font-mono text-[24px] font-medium tracking-[0.34em]', className),
          )}
        />
      )}
    </Field>
  )
}
