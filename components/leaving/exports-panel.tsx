'use client'
import { useMutation } from '@tanstack/react-query'
import { mono } from '#components/language/mono.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('leaving')
  const { mutate, error, isPending } = useMutation(requestExport(scope))
  const isUnderWay = exports.some(({ state }) => state === 'queued' || state === 'running')
  return (
    <Panel
      title={t('exports.title')}
      count={exports.length}
      meta={
        may === null ? undefined : may === 'alone' ? (
          <Button
            size="small"
            isBusy={isPending}
            disabledReason={isUnderWay ? t('exports.oneAtATime') : undefined}
            onClick={() => mutate({ tenantId })}
          >
            {t('exports.act')}
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
          <EmptyState title={t('exports.empty')}>{t('exports.emptyText')}</EmptyState>
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

function ExportLine({ scope, one, mayDownload }: { scope: string; one: ExportView; mayDownload: boolean }) {
  const t = useText('leaving')
  const show = useToast()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => await downloadExport(scope, one.id, t('exports.needsFactor')),
    onError: (problem) => show({ text: problem.message, tone: 'failed' }),
  })
  const at = put(<Moment at={one.askedAt} />)
  return (
    <li className="flex flex-col gap-2 px-3.5 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-0">
          <span className="font-medium">{t(`exports.state.${one.state}`)}</span>{' '}
          <span className="text-small text-fg-3">
            {one.approvedBy === null
              ? t.rich('exports.asked', { by: one.askedBy, at })
              : t.rich('exports.approved', { by: one.askedBy, at, approver: one.approvedBy })}
          </span>
        </p>
        {one.state === 'done' && mayDownload ? (
          <Button size="small" isBusy={isPending} onClick={() => mutate()}>
            {one.bytes === null
              ? t('exports.download')
              : t('exports.downloadSize', { size: formatBytes(one.bytes) })}
          </Button>
        ) : null}
      </div>
      {one.state === 'running' || one.state === 'queued' ? <Progress one={one} /> : null}
      {one.state === 'done' ? (
        <p className="text-small text-fg-2">
          {one.expiresAt === null
            ? t('exports.rows', { rows: one.rows })
            : t.rich('exports.kept', { rows: one.rows, until: put(<Moment at={one.expiresAt} />) })}
          {one.digest === null ? null : (
            <>
              <code className="block font-mono text-micro break-all">
                {t('exports.digest', { digest: one.digest })}
              </code>
              <span className="mt-1 block text-micro text-fg-3">
                {t.rich('exports.check', { code: mono })}
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
  const t = useText('leaving')
  const { partsDone: done, partsAll: all, rows, part } = one
  const words =
    part === ''
      ? t('exports.progress', { done, all, rows })
      : t('exports.progressAt', { done, all, rows, part })
  return (
    <div>
      <Bar share={all === 0 ? 0 : done / all} label={words} />
      <p className="text-micro text-fg-3">{words}</p>
    </div>
  )
}
