'use client'
import { useSyncExternalStore } from 'react'
import type { Measured } from '#lib/modules/explain/domain/measured.ts'
import { AppLink } from './app-link.tsx'
import { CopyButton } from './copy-button.tsx'
import { Drawer, DrawerSection } from './dialog.tsx'
import { inputsAsCsv, inputsAsCurl } from './explain-copies.ts'
import { formatValue } from './format-quantity.ts'
import { StateGlyph } from './state-glyph.tsx'
import { Age, FullMoment } from './time.tsx'

/** Properties of `ExplainDrawer`. */
export interface ExplainDrawerProps {
  readonly label: string
  readonly measured: Measured<number | string>
  /** True when the figure is older than its limit. */
  readonly isStale?: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Everything a figure knows about itself: age, formula, inputs, what was left out, and the code that computed it. */
export function ExplainDrawer(props: ExplainDrawerProps) {
  const { label, measured, isStale = false, isOpen, onClose } = props
  const address = useSyncExternalStore(unchanging, addressNow, addressOnServer)
  const origin = useSyncExternalStore(unchanging, originNow, addressOnServer)
  const curl = inputsAsCurl(measured, origin)
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title="Explain this number"
      isBeside
      head={<ExplainHead label={label} measured={measured} isStale={isStale} />}
    >
      {measured.missing === undefined ? null : (
        <DrawerSection title="Why there is no figure">
          <p className="text-fg-2">{measured.missing.reason}</p>
          <p className="mt-1 text-fg-2">{measured.missing.filledBy}</p>
        </DrawerSection>
      )}
      {measured.partial === undefined ? null : (
        <DrawerSection title="What is missing">
          <p className="flex items-center gap-1.5 text-fg-2">
            <StateGlyph state="unknown" size={12} />
            {measured.partial.have} of {measured.partial.of} {measured.partial.what} are in this figure.
          </p>
        </DrawerSection>
      )}
      <DrawerSection title="In words">
        <p className="text-fg-2 first-letter:uppercase">{measured.formula}.</p>
      </DrawerSection>
      <DrawerSection title="Formula" meta={measured.codeVersion}>
        <Formula label={label} measured={measured} />
      </DrawerSection>
      <Inputs measured={measured} />
      <DrawerSection title="Left out">
        {measured.exclusions.length === 0 ? (
          <p className="text-fg-3">Nothing.</p>
        ) : (
          <ul className="flex list-disc flex-col gap-1 pl-4 text-fg-2">
            {measured.exclusions.map((exclusion) => (
              <li key={exclusion}>{exclusion}</li>
            ))}
          </ul>
        )}
      </DrawerSection>
      <DrawerSection title="Computed again">
        {measured.recompute === null ? (
          <p className="text-fg-3">
            Not yet: computing figures a second time, from the raw rows by simpler code, comes with service
            level objectives.
          </p>
        ) : (
          <p className="text-fg-2">
            Under the reference <code className="font-mono">{measured.recompute}</code>.
          </p>
        )}
      </DrawerSection>
      <div className="flex flex-wrap gap-2 px-5 py-3.5">
        <CopyButton text={address} label="Copy link to this number" kind="default" />
        <CopyButton text={JSON.stringify(measured, null, 2)} label="Copy as JSON" kind="default" />
        {measured.inputs.length === 0 ? null : (
          <CopyButton text={inputsAsCsv(measured, origin)} label="Copy inputs as CSV" kind="default" />
        )}
        {curl === '' ? null : <CopyButton text={curl} label="Copy inputs as curl" kind="default" />}
      </div>
    </Drawer>
  )
}

// The address changes with what is open, and a change of that renders the drawer anew.
const unchanging = () => () => {}
const addressNow = (): string => globalThis.location.href
const originNow = (): string => globalThis.location.origin
const addressOnServer = (): string => ''

type AnyMeasured = Measured<number | string>

/** The figures put in, and what came out. */
function Formula({ label, measured }: { label: string; measured: AnyMeasured }) {
  const { figure, unit } =
    measured.value === null ? { figure: 'no figure', unit: '' } : formatValue(measured.value, measured.unit)
  return (
    <div className="rounded-control border border-line bg-inset px-3 py-2.5 font-mono text-small break-words">
      {measured.inputs.map((input) =>
        input.value === undefined ? null : (
          <p key={input.href} className="text-fg-2">
            {input.label} = {input.value}
          </p>
        ),
      )}
      <p>
        {label} = <span className="text-accent">{figure}</span> {unit}
      </p>
    </div>
  )
}

function Inputs({ measured }: { measured: AnyMeasured }) {
  return (
    <DrawerSection title="Inputs" meta={measured.inputs.length === 0 ? undefined : 'each opens its rows'}>
      {measured.inputs.length === 0 ? (
        <p className="text-fg-3">None: there is nothing to count yet.</p>
      ) : (
        <ul className="divide-y divide-line">
          {measured.inputs.map((input) => (
            <li key={input.href} className="flex items-baseline justify-between gap-4 py-1.5">
              <AppLink href={input.href} className="opens whitespace-normal!">
                {input.label}
              </AppLink>
              {input.value === undefined ? null : <span>{input.value}</span>}
            </li>
          ))}
        </ul>
      )}
    </DrawerSection>
  )
}

function ExplainHead(props: { label: string; measured: AnyMeasured; isStale: boolean }) {
  const { label, measured, isStale } = props
  const quantity = measured.value === null ? null : formatValue(measured.value, measured.unit)
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-display font-medium">{quantity === null ? 'No figure' : quantity.figure}</span>
        {quantity === null || quantity.unit === '' ? null : (
          <span className="text-[15px] text-fg-2">{quantity.unit}</span>
        )}
        <span className="text-fg-2">{label}</span>
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-micro text-fg-3">
        <span className="inline-flex items-center gap-1">
          <StateGlyph state={quantity === null ? 'unknown' : isStale ? 'stale' : 'healthy'} size={10} />
          Data <Age at={measured.asOf} kind="old" />
        </span>
        <span>
          As known <FullMoment at={measured.asOf} />
        </span>
      </p>
    </>
  )
}
