'use client'
import { useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { FetchedLayer } from '#components/ui/fetched-layer.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { Note } from '#components/ui/note.tsx'
import type { AddressedTableState } from './use-table-address.ts'

const ColumnChooser = fetched(
  async () => (await import('#components/ui/table/column-chooser.tsx')).ColumnChooser,
)

/** Properties of `TableTools`. */
export interface TableToolsProps {
  readonly table: AddressedTableState
  /** What else stands there: saved views, export. */
  readonly children?: ReactNode
}

/** What a reader does to a table as a whole, above it at the right. */
export function TableTools({ table, children }: TableToolsProps) {
  const t = useText('shell')
  const [isOpen, setIsOpen] = useState(false)
  // Fetched when it is first opened, and kept: a dialog gives the focus back when it closes.
  const [wasOpen, setWasOpen] = useState(false)
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {children}
      <Button
        icon="sliders"
        title={t('table.columns')}
        aria-haspopup="dialog"
        onClick={() => {
          setWasOpen(true)
          setIsOpen(true)
        }}
      >
        <span className="max-sm:sr-only">{t('table.columns')}</span>
      </Button>
      {wasOpen ? (
        <FetchedLayer
          onGone={() => {
            setIsOpen(false)
            setWasOpen(false)
          }}
        >
          <ColumnChooser
            isOpen={isOpen}
            onClose={() => setIsOpen(false)}
            columns={table.columns}
            layout={table.layout}
            onChange={table.setLayout}
          />
        </FetchedLayer>
      ) : null}
    </div>
  )
}

/** Says what of the address could not be understood. */
export function TableNotices({ notices }: { readonly notices: readonly string[] }) {
  if (notices.length === 0) return null
  return (
    <div role="status">
      <Note state="degraded">{notices.join(' ')}</Note>
    </div>
  )
}
