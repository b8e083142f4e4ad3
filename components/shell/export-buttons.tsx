'use client'
import { useState } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { BrokenExport, saveExport, type WantedFile } from './save-export.ts'

const FORMATS = ['csv', 'json'] as const

/** Properties of `ExportButtons`. */
export interface ExportButtonsProps {
  readonly path: WantedFile['path']
  readonly scope: string
  /** What the list is narrowed by. */
  readonly filter: Readonly<Record<string, unknown>>
  /** What the file is called where the server does not say, without its ending. */
  readonly name: string
}

function whyOf(t: Text<'shell'>, error: unknown): string {
  if (error instanceof BrokenExport) return t('export.broken')
  return error instanceof Error ? error.message : t('export.unread')
}

/** Saves what a filter leaves of a list, all pages of it, as CSV or as JSON; says how far it has come. One menu on a phone. */
export function ExportButtons({ path, scope, filter, name }: ExportButtonsProps) {
  const t = useText('shell')
  const show = useToast()
  const [busy, setBusy] = useState<{ readonly format: 'csv' | 'json'; readonly lines: number } | null>(null)
  const save = async (format: 'csv' | 'json') => {
    setBusy({ format, lines: 0 })
    try {
      const wanted = { path, scope, body: { ...filter, format }, name: `${name}.${format}` }
      await saveExport(wanted, (lines) => setBusy({ format, lines }))
    } catch (error) {
      show({ text: t('export.failed', { why: whyOf(t, error) }), tone: 'failed' })
    }
    setBusy(null)
  }
  const begin = (format: 'csv' | 'json') => {
    if (busy === null) save(format).catch(() => {}) // said by the toast
  }
  const words = (format: 'csv' | 'json'): string =>
    busy?.format === format && busy.lines > 1
      ? t('export.busy', { label: t(`export.${format}`), lines: busy.lines })
      : t(`export.${format}`)
  return (
    <>
      <div className="max-sm:hidden sm:contents">
        {FORMATS.map((format) => (
          <Button key={format} isBusy={busy?.format === format} onClick={() => begin(format)}>
            {words(format)}
          </Button>
        ))}
      </div>
      {/* On a phone two buttons would push the list out of sight. */}
      <div className="grid sm:hidden">
        <Menu
          label={t('export.menu')}
          icon="down"
          groups={[
            {
              entries: FORMATS.map((format) => ({
                kind: 'act' as const,
                id: format,
                label: t(`export.${format}`),
                onSelect: () => begin(format),
              })),
            },
          ]}
        >
          {busy === null ? t('export.menu') : words(busy.format)}
        </Menu>
      </div>
    </>
  )
}
