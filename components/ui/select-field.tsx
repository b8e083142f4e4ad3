'use client'
import { useRef, useState, type ChangeEvent, type ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { FetchedLayer } from './fetched-layer.tsx'
import { fetched } from './fetched.tsx'
import { controlClass, Field, type ControlAttributes, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'
import { needsFilter, type Option } from './select-option.ts'

export type { Option } from './select-option.ts'

const load = async () => await import('./filter-layer.tsx')
const FilterLayer = fetched(async () => (await load()).FilterLayer)

/** Properties of `SelectField`. */
export interface SelectFieldProps extends FieldTexts, Omit<ComponentProps<'select'>, 'id' | 'children'> {
  readonly options: readonly Option[]
  /** Shown while nothing is chosen; it cannot be chosen again. */
  readonly placeholder?: string
}

/**
 * One of a list. Up to 12 it is the browser's own, with its type-ahead and the wheel of the phone; over 12 it opens with
 * a filter. Either way a `<select>` holds the value, under its name.
 */
export function SelectField({ label, help, error, isOptional, ...select }: SelectFieldProps) {
  return (
    <Field label={label} help={help} error={error} isOptional={isOptional ?? false}>
      {(attributes) =>
        needsFilter(select.options) ? (
          <FilteredSelect {...select} label={label} attributes={attributes} />
        ) : (
          <span className="relative block">
            <NativeSelect
              {...select}
              {...attributes}
              className={controlClass(error !== undefined, 'h-(--bw-control) appearance-none pr-8')}
            />
            <Chevron />
          </span>
        )
      }
    </Field>
  )
}

type SelectProps = Omit<SelectFieldProps, keyof FieldTexts>

interface NativeSelectProps extends ComponentProps<'select'> {
  readonly options: readonly Option[]
  readonly placeholder?: string
}

function NativeSelect({ options, placeholder, ...select }: NativeSelectProps) {
  return (
    <select {...select}>
      {placeholder === undefined ? null : (
        <option value="" disabled hidden>
          {placeholder}
        </option>
      )}
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

function Chevron() {
  return (
    <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-fg-2">
      <Icon name="chevron" size={14} />
    </span>
  )
}

/** What a `<select>` shows before anybody has chosen. */
const firstValue = ({ value, defaultValue, placeholder, options }: SelectProps): string =>
  String(value ?? defaultValue ?? (placeholder === undefined ? options[0]?.value : ''))

interface FilteredSelectProps extends SelectProps {
  readonly label: string
  readonly attributes: ControlAttributes
}

function FilteredSelect({ label, attributes, ...select }: FilteredSelectProps) {
  const holder = useRef<HTMLSpanElement>(null)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [chosen, setChosen] = useState(() => firstValue(select))
  const value = select.value === undefined ? chosen : String(select.value)
  const shown = select.options.find((option) => option.value === value)
  const preload = () => {
    load().catch(() => {}) // opening it asks once more, and shows what is wrong
  }
  const choose = (next: string) => {
    const element = holder.current?.querySelector('select')
    if (element === null || element === undefined) return
    element.value = next
    element.dispatchEvent(new Event('change', { bubbles: true })) // as if it had been chosen in the list itself
  }
  return (
    <span ref={holder} className="relative block">
      <button
        {...attributes}
        type="button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={anchor !== null}
        aria-controls={attributes.id}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={({ currentTarget }) => setAnchor((was) => (was === null ? currentTarget : null))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setAnchor(event.currentTarget)
        }}
        className={controlClass(
          attributes['aria-invalid'] === true,
          classNames('h-(--bw-control) truncate pr-8 text-left', shown === undefined && 'text-fg-3'),
        )}
      >
        {shown?.label ?? select.placeholder ?? ''}
      </button>
      <Chevron />
      <NativeSelect
        {...select}
        onChange={(event: ChangeEvent<HTMLSelectElement>) => {
          setChosen(event.currentTarget.value)
          select.onChange?.(event)
        }}
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      />
      {anchor === null ? null : (
        <FetchedLayer onGone={() => setAnchor(null)}>
          <FilterLayer
            anchor={anchor}
            label={label}
            options={select.options}
            value={value}
            onChoose={choose}
            onClose={() => setAnchor(null)}
          />
        </FetchedLayer>
      )}
    </span>
  )
}
