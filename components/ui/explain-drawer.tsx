'use client'
import { useSyncExternalStore } from 'react'
import { mono } from '#components/language/mono.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import type { Measured } from '#lib/modules/explain/domain/measured.ts'
import { AppLink } from './app-link.tsx'
import { CopyButton } from './copy-button.tsx'
import { Drawer, DrawerSection } from './dialog.tsx'
import { inputsAsCsv, inputsAsCurl } from './explain-copies.ts'
import { StateGlyph } from './state-glyph.tsx'
import { Age, FullMoment } from './time.tsx'
import { useFormat } from './use-format.ts'

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
  const t = useText('ui')
  const { label, measured, isStale = false, isOpen, onClose } = props
  const address = useSyncExternalStore(unchanging, addressNow, addressOnServer)
  const origin = useSyncExternalStore(unchanging, originNow, addressOnServer)
  const curl = inputsAsCurl(measured, origin)
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={t('explain.title')}
      isBeside
      head={<ExplainHead label={label} measured={measured} isStale={isStale} />}
    >
      {measured.missing === undefined ? null : (
        <DrawerSection title={t('explain.why')}>
          <p className="text-fg-2">{measured.missing.reason}</p>
          <p className="mt-1 text-fg-2">{measured.missing.filledBy}</p>
        </DrawerSection>
      )}
      {measured.partial === undefined ? null : (
        <DrawerSection title={t('explain.missing')}>
          <p className="flex items-center gap-1.5 text-fg-2">
            <StateGlyph state="unknown" size={12} />
            {t('explain.part', { ...measured.partial })}
          </p>
        </DrawerSection>
      )}
      <DrawerSection title={t('explain.words')}>
        <p className="text-fg-2 first-letter:uppercase">{measured.formula}.</p>
      </DrawerSection>
      <DrawerSection title={t('explain.formula')} meta={measured.codeVersion}>
        <Formula label={label} measured={measured} />
      </DrawerSection>
      <Inputs measured={measured} />
      <DrawerSection title={t('explain.leftOut')}>
        {measured.exclusions.length === 0 ? (
          <p className="text-fg-3">{t('explain.nothing')}</p>
        ) : (
          <ul className="flex list-disc flex-col gap-1 pl-4 text-fg-2">
            {measured.exclusions.map((exclusion) => (
              <li key={exclusion}>{exclusion}</li>
            ))}
          </ul>
        )}
      </DrawerSection>
      <DrawerSection title={t('explain.again')}>
        {measured.recompute === null ? (
          <p className="text-fg-3">{t('explain.notAgain')}</p>
        ) : (
          <p className="text-fg-2">
            {t.rich('explain.reference', { reference: measured.recompute, code: mono })}
          </p>
        )}
      </DrawerSection>
      <div className="flex flex-wrap gap-2 px-5 py-3.5">
        <CopyButton text={address} label={t('explain.copyLink')} kind="default" />
        <CopyButton text={JSON.stringify(measured, null, 2)} label={t('explain.copyJson')} kind="default" />
        {measured.inputs.length === 0 ? null : (
          <CopyButton text={inputsAsCsv(measured, origin)} label={t('explain.copyCsv')} kind="default" />
        )}
        {curl === '' ? null : <CopyButton text={curl} label={t('explain.copyCurl')} kind="default" />}
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
  const t = useText('ui')
  const format = useFormat()
  const { figure, unit } =
    measured.value === null
      ? { figure: t('explain.noFigureInline'), unit: '' }
      : format.value(measured.value, measured.unit)
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
  const t = useText('ui')
  return (
    <DrawerSection
      title={t('explain.inputs')}
      meta={measured.inputs.length === 0 ? undefined : t('explain.eachOpens')}
    >
      {measured.inputs.length === 0 ? (
        <p className="text-fg-3">{t('explain.noInputs')}</p>
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
  const t = useText('ui')
  const format = useFormat()
  const { label, measured, isStale } = props
  const quantity = measured.value === null ? null : format.value(measured.value, measured.unit)
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-display font-medium">
          {quantity === null ? t('explain.noFigure') : quantity.figure}
        </span>
        {quantity === null || quantity.unit === '' ? null : (
          <span className="text-[15px] text-fg-2">{quantity.unit}</span>
        )}
        <span className="text-fg-2">{label}</span>
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-micro text-fg-3">
        <span className="inline-flex items-center gap-1">
          <StateGlyph state={quantity === null ? 'unknown' : isStale ? 'stale' : 'healthy'} size={10} />
          {t.rich('explain.data', { age: put(<Age at={measured.asOf} kind="old" />) })}
        </span>
        <span>{t.rich('explain.asKnown', { moment: put(<FullMoment at={measured.asOf} />) })}</span>
      </p>
    </>
  )
}
