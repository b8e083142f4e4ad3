'use client'
import { useMutation } from '@tanstack/react-query'
import { Bar } from '#components/ui/bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatBytes } from './format-bytes.ts'
import { ErrorLine } from '#components/ui/field.tsx'
import { Panel, RuledList } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ExportView } from '#lib/modules/leaving/schemas.ts'
import { downloadExport } from './api/download-export.ts'
import { AskForExport } from './ask-for-export.tsx'
import { requestExport } from './api/leaving.ts'
import type { LifeRights } from './life-rights.ts'

/** Properties of `ExportsPanel`. */
export interface ExportsPanelProps {
  readonly scope: string
  readonly tenantId: string
  readonly exports: readonly ExportView[]
  readonly may: LifeRights['export']
}

/** The archives of a tenant: what is being made, what can be downloaded, what was removed. */
export function ExportsPanel({ scope, tenantId, exports, may }: ExportsPanelProps) {
  const { mutate, error, isPending } = useMutation(requestExport(scope))
  const isUnderWay = exports.some(({ state }) => state === 'queued' || state === 'running')
  return (
    <Panel
      title="Exports"
      count={exports.length}
      meta={
        may === null ? undefined : may === 'alone' ? (
          <Button
            size="small"
            isBusy={isPending}
            disabledReason={isUnderWay ? 'One export at a time: this one is under way.' : undefined}
            onClick={() => mutate({ tenantId })}
          >
            Export everything
          </Button>
        ) : (
          <AskForExport scope={scope} tenantId={tenantId} />
        )
      }
      isFlush
    >
      <div className="px-3.5 empty:hidden">
        <ErrorLine>{error?.message}</ErrorLine>
      </div>
      {exports.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title="Nothing was exported yet">
            An export holds everything of this tenant: every table as JSON Lines and CSV, the metrics that are
            kept, and a manifest with a digest for each file. Only an admin can ask for one.
          </EmptyState>
        </div>
      ) : (
        <RuledList>
          {exports.map((one) => (
            <ExportLine key={one.id} scope={scope} one={one} mayDownload={may !== null} />
          ))}
        </RuledList>
      )}
    </Panel>
  )
}

const WORDS: Record<ExportView['state'], string> = {
  queued: 'Waits for a worker',
  running: 'Being written',
  done: 'Ready',
  failed: 'Failed',
  removed: 'Removed from the disk',
}

function ExportLine({ scope, one, mayDownload }: { scope: string; one: ExportView; mayDownload: boolean }) {
  const show = useToast()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => await downloadExport(scope, one.id),
    onError: (problem) => show({ text: problem.message, tone: 'failed' }),
  })
  return (
    <li className="flex flex-col gap-2 px-3.5 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-0">
          <span className="font-medium">{WORDS[one.state]}</span>{' '}
          <span className="text-small text-fg-3">
            asked by {one.askedBy}, <Moment at={one.askedAt} />
            {one.approvedBy === null ? null : `, approved by ${one.approvedBy}`}
          </span>
        </p>
        {one.state === 'done' && mayDownload ? (
          <Button size="small" isBusy={isPending} onClick={() => mutate()}>
            Download {one.bytes === null ? '' : formatBytes(one.bytes)}
          </Button>
        ) : null}
      </div>
      {one.state === 'running' || one.state === 'queued' ? <Progress one={one} /> : null}
      {one.state === 'done' ? (
        <p className="text-small text-fg-2">
          {one.rows} rows. Kept until {one.expiresAt === null ? '' : <Moment at={one.expiresAt} />}.
          {one.digest === null ? null : (
            <>
              <code className="block font-mono text-micro break-all">
                Digest of the contents {one.digest}
              </code>
              <span className="mt-1 block text-micro text-fg-3">
                To check it, unpack it, and in its folder run{' '}
                <code className="font-mono">sha256sum -c SHA256SUMS</code> and{' '}
                <code className="font-mono">
                  grep -v &apos;{'  '}manifest.json$&apos; SHA256SUMS | sha256sum
                </code>
                , which prints this digest: no program of ours is needed.
              </span>
            </>
          )}
        </p>
      ) : null}
      {one.failure === null ? null : <p className="text-small text-down">{one.failure}</p>}
    </li>
  )
}

function Progress({ one }: { one: ExportView }) {
  const words = `${one.partsDone} of ${one.partsAll} parts, ${one.rows} rows${one.part === '' ? '' : `: ${one.part}`}`
  return (
    <div>
      <Bar share={one.partsAll === 0 ? 0 : one.partsDone / one.partsAll} label={words} />
      <p className="text-micro text-fg-3">{words}</p>
    </div>
  )
}
