'use client'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { AskedBulk } from './bulk-act.ts'
import { runEach, type EachOutcome } from './run-each.ts'

/** Properties of `BulkDialog`. */
export interface BulkDialogProps<Row> {
  readonly asked: AskedBulk<Row>
  readonly keyOf: (row: Row) => string
  readonly nameOf: (row: Row) => string
  readonly onClose: () => void
  /** Called with what was done, so that it is chosen no more. */
  readonly onDone: (done: readonly Row[]) => void
}

/** Asks before several rows are acted on, says how far it is, and what became of each that was not done. */
export function BulkDialog<Row>({ asked, keyOf, nameOf, onClose, onDone }: BulkDialogProps<Row>) {
  const t = useText('shell')
  const { act } = asked
  const [rows, setRows] = useState(asked.rows)
  const [tried, setTried] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<EachOutcome<Row> | null>(null)
  const isStopped = useRef(false)
  const undo = useUndo(asked)
  const show = useToast()
  const run = useMutation({
    mutationFn: async () =>
      await runEach(rows, act.run, { onNext: setTried, isStopped: () => isStopped.current }),
    meta: { tables: act.tables },
    onSuccess: (answer) => {
      const { done, refused, left } = answer
      onDone(done)
      if (done.length > 0) show({ text: act.done(done.length), ...undo(done) })
      if (refused.length === 0 && left.length === 0) onClose()
      else {
        setOutcome(answer)
        setRows(left)
      }
    },
    onSettled: () => {
      setTried(null)
      isStopped.current = false
    },
  })
  const isOver = outcome !== null && outcome.left.length === 0
  const close = () => {
    isStopped.current = true
    if (!run.isPending) onClose()
  }
  return (
    <ConfirmDialog
      isOpen
      onClose={close}
      title={act.ask(asked.rows.length)}
      confirmLabel={outcome === null ? act.verb : t(isOver ? 'bulk.close' : 'bulk.goOn')}
      cancelLabel={run.isPending ? t('bulk.stop') : undefined}
      isDangerous={act.isDangerous && !isOver}
      isBusy={run.isPending}
      error={run.error?.message ?? outcome?.failure ?? undefined}
      onConfirm={() => {
        if (isOver) onClose()
        else if (!run.isPending) run.mutate()
      }}
    >
      {outcome === null ? (
        <Question asked={asked} lineOf={(row) => ({ key: keyOf(row), text: nameOf(row) })} />
      ) : (
        <Outcome
          outcome={outcome}
          lineOf={({ row, why }) => ({ key: keyOf(row), text: `${nameOf(row)}: ${why}` })}
        />
      )}
      {tried === null ? null : (
        <div role="status">
          <Progress
            className="mt-3"
            label={t('bulk.soFar', { tried, all: rows.length })}
            share={tried / rows.length}
          />
        </div>
      )}
    </ConfirmDialog>
  )
}

/** The offer to take back what was done, where that can be done. */
function useUndo<Row>({ act }: AskedBulk<Row>) {
  const t = useText('shell')
  const show = useToast()
  const { undo } = act
  const { mutate } = useMutation({
    mutationFn: async (done: readonly Row[]) =>
      await runEach(done, async (row) => await undo?.run(row), { onNext: () => {}, isStopped: () => false }),
    meta: { tables: act.tables },
    onSuccess: ({ done, refused, left, failure }) => {
      if (done.length > 0) show({ text: undo?.done(done.length) ?? '' })
      const missing = refused.length + left.length
      const why = failure ?? refused[0]?.why ?? ''
      if (missing > 0) show({ text: t('bulk.notUndone', { count: missing, why }), tone: 'failed' })
    },
    onError: (problem) => show({ text: problem.message, tone: 'failed' }),
  })
  return (done: readonly Row[]) =>
    undo === undefined ? {} : { undo: { label: t('bulk.undo'), act: () => mutate(done) } }
}

interface Line {
  readonly key: string
  readonly text: string
}

function Question<Row>({ asked, lineOf }: { asked: AskedBulk<Row>; lineOf: (row: Row) => Line }) {
  const t = useText('shell')
  return (
    <>
      <p>{asked.act.effect}</p>
      {asked.passed === 0 ? null : <p className="mt-2">{t('bulk.passed', { count: asked.passed })}</p>}
      <Lines lines={asked.rows.map((row) => lineOf(row))} />
    </>
  )
}

interface OutcomeProps<Row> {
  readonly outcome: EachOutcome<Row>
  readonly lineOf: (refused: EachOutcome<Row>['refused'][number]) => Line
}

function Outcome<Row>({ outcome, lineOf }: OutcomeProps<Row>) {
  const t = useText('shell')
  const { done, refused, left } = outcome
  return (
    <div role="status">
      <p>{t('bulk.outcome', { done: done.length, refused: refused.length, left: left.length })}</p>
      <Lines lines={refused.map((each) => lineOf(each))} />
    </div>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="mt-2 max-h-48 divide-y divide-line overflow-y-auto border-y border-line text-small break-words">
      {lines.map(({ key, text }) => (
        <li key={key} className="py-1">
          {text}
        </li>
      ))}
    </ul>
  )
}
