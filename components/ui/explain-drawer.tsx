'use client'
import { AppLink } from './app-link.tsx'
import type { Measured } from '#lib/modules/explain/domain/measured.ts'
import { Drawer, DrawerSection } from './dialog.tsx'
import { formatValue } from './format-quantity.ts'
import { StateGlyph } from './state-glyph.tsx'
import { Age, FullMoment } from './time.tsx'

/** Properties of `ExplainDrawer`. */
export interface ExplainDrawerProps {
  readonly label: string
  readonly measured: Measured<number | string>
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Everything a figure knows about itself: age, formula, inputs, what was left out, and the code that computed it. */
export function ExplainDrawer({ label, measured, isOpen, onClose }: ExplainDrawerProps) {
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title="Explain this number"
      head={<ExplainHead label={label} measured={measured} />}
    >
      {measured.missing === undefined ? null : (
        <DrawerSection title="Why there is no figure">
          <p className="text-fg-2">{measured.missing.reason}</p>
          <p className="mt-1 text-fg-2">{measured.missing.filledBy}</p>
        </DrawerSection>
      )}
      <DrawerSection title="Formula" meta={measured.codeVersion}>
        <p className="rounded-control border border-line bg-inset px-3 py-2.5 font-mono text-small break-words">
          {measured.formula}
        </p>
      </DrawerSection>
      <DrawerSection title="Inputs" meta={measured.inputs.length === 0 ? undefined : 'each opens its rows'}>
        {measured.inputs.length === 0 ? (
          <p className="text-fg-3">None: there is nothing to count yet.</p>
        ) : (
          <ul className="divide-y divide-line">
            {measured.inputs.map(({ label: input, href }) => (
              <li key={href} className="py-1.5">
                <AppLink href={href} className="opens whitespace-normal!">
                  {input}
                </AppLink>
              </li>
            ))}
          </ul>
        )}
      </DrawerSection>
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
          <p className="text-fg-3">This figure cannot be computed again from here.</p>
        ) : (
          <p className="text-fg-2">
            Under the reference <code className="font-mono">{measured.recompute}</code>.
          </p>
        )}
      </DrawerSection>
    </Drawer>
  )
}

function ExplainHead({ label, measured }: { label: string; measured: Measured<number | string> }) {
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
          <StateGlyph state={quantity === null ? 'unknown' : 'healthy'} size={10} />
          Data <Age at={measured.asOf} suffix=" old" />
        </span>
        <span>
          As known <FullMoment at={measured.asOf} />
        </span>
      </p>
    </>
  )
}
