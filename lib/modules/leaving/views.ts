import type { ErasureRow } from './erasure-repository.ts'
import type { ExportRow } from './repository.ts'
import { erasureView, exportView, type ErasureView, type ExportView } from './schemas.ts'

const time = (at: Date | null): string | null => at?.toISOString() ?? null

/** A row of an export as the outside sees it. */
export const toExportView = (row: ExportRow): ExportView =>
  exportView.parse({
    id: row.id,
    tenantId: row.tenantId,
    state: row.state,
    askedBy: row.askedBy,
    approvedBy: row.approvedBy,
    askedAt: row.askedAt.toISOString(),
    finishedAt: time(row.finishedAt),
    expiresAt: time(row.expiresAt),
    downloadedAt: time(row.downloadedAt),
    part: row.part,
    partsDone: row.partsDone,
    partsAll: row.partsAll,
    rows: Number(row.rowsDone),
    bytes: row.bytes === null ? null : Number(row.bytes),
    digest: row.digest,
    failure: row.failure,
  })

/** A record of an erasure as the outside sees it. */
export const toErasureView = (row: ErasureRow): ErasureView =>
  erasureView.parse({
    id: row.id,
    tenantId: row.subjectId,
    state: row.state,
    step: row.step,
    stepsDone: row.stepsDone,
    stepsAll: row.stepsAll,
    counts: row.counts,
    exportDigest: row.exportDigest,
    withoutExport: row.withoutExport,
    askedBy: row.askedBy,
    approvedBy: row.approvedBy,
    askedAt: row.askedAt.toISOString(),
    finishedAt: time(row.finishedAt),
    failure: row.failure,
  })
