'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { FetchedPart } from '#components/ui/fetched-part.tsx'
import { NO_ROWS, type ChosenRows } from '#components/ui/table/chosen-rows.ts'
import type { TableSelection } from '#components/ui/table/selection-head.tsx'
import { askFor, type AskedBulk, type BulkAct } from './bulk-act.ts'
import type { BulkDialogProps } from './bulk-dialog.tsx'
import { gatherRows, MOST_GATHERED, type GatheredPage } from './run-each.ts'

// Most who read a list act on nothing: what asks and runs comes with the first question.
const load = async () => (await import('./bulk-dialog.tsx')).BulkDialog

/** A list whose rows can be acted on several at once. */
export interface BulkList<Row> {
  /** The rows of the page in view. */
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly nameOf: (row: Row) => string
  /** How many rows all pages have. */
  readonly total: number
  /** Reads a page of the list as it is narrowed now, so that all that match can be chosen. */
  readonly readPage: (after: string | null) => Promise<GatheredPage<Row>>
  /** What the reader may do; without any nothing can be chosen. */
  readonly acts: readonly BulkAct<Row>[]
}

/** Lets rows of a list be chosen, also all that match, and asks before they are acted on. */
export function useBulk<Row>(list: BulkList<Row>): {
  /** The choice, for the table; nothing where nothing can be done. */
  readonly choice: { readonly selection?: TableSelection<Row> }
  readonly dialog: ReactNode
} {
  const { rows, keyOf, nameOf, total, acts } = list
  const [chosen, setChosen] = useState<ChosenRows>(NO_ROWS)
  // What was chosen on other pages is not among the rows in view.
  const [known, setKnown] = useState<ReadonlyMap<string, Row>>(new Map())
  const [asked, setAsked] = useState<AskedBulk<Row> | null>(null)
  const matching = useMutation({ mutationFn: async () => await gatherRows(list.readPage) })
  const chooseMatching = () => {
    const onSuccess = (all: readonly Row[]) => {
      setKnown(new Map(all.map((row) => [keyOf(row), row])))
      setChosen({ keys: new Set(all.map((row) => keyOf(row))), anchor: null })
    }
    // Not with the mutation: somebody who chooses otherwise meanwhile has chosen.
    matching.mutate(undefined, { onSuccess })
  }
  const choose = (next: ChosenRows) => {
    matching.reset()
    setKnown(new Map([...known, ...rows.map((row) => [keyOf(row), row] as const)]))
    setChosen(next)
  }
  const ask = (act: BulkAct<Row>) => {
    const here = new Map(rows.map((row) => [keyOf(row), row]))
    const all: Row[] = []
    for (const key of chosen.keys) {
      const row = here.get(key) ?? known.get(key)
      if (row !== undefined) all.push(row)
    }
    setAsked(askFor(act, all))
  }
  const selection: TableSelection<Row> = {
    chosen,
    onChange: choose,
    nameOf,
    matching: total,
    onChooseMatching: total <= MOST_GATHERED ? chooseMatching : undefined,
    isChoosing: matching.isPending,
    problem: matching.error?.message,
    actions: acts.map((act) => (
      <Button
        key={act.name}
        size="small"
        kind={act.isDangerous ? 'danger' : 'default'}
        onClick={() => ask(act)}
      >
        {act.verb}
      </Button>
    )),
  }
  const [Dialog] = useState(() => fetched<BulkDialogProps<Row>>(load))
  return {
    choice: acts.length === 0 ? {} : { selection },
    dialog:
      asked === null ? null : (
        <FetchedPart waits={null}>
          <Dialog
            asked={asked}
            keyOf={keyOf}
            nameOf={nameOf}
            onClose={() => setAsked(null)}
            onDone={(done) => {
              const gone = new Set(done.map((row) => keyOf(row)))
              setChosen({ keys: new Set([...chosen.keys].filter((key) => !gone.has(key))), anchor: null })
            }}
          />
        </FetchedPart>
      ),
  }
}
