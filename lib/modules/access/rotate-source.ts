import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash, credentialHint, newCredential } from '#lib/infra/auth/credential.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findSource, rotateSourceRow, type SourceRow } from './credential-repository.ts'
import { secondsAfter } from './domain/key-life.ts'
import { rotateSourceInput, type RotateSourceInput, type SourceWithCredential } from './schemas.ts'
import { toSourceView } from './views.ts'

/**
 * Gives a source another credential. The old one goes on for the overlap, so that the sender has time to change, and one
 * that was put aside before ends now. When the source ends stays as it is. Throws `precondition_failed` for a source that
 * was revoked or has ended.
 */
export async function rotateSource(
  ctx: RequestContext,
  input: RotateSourceInput,
  own: Runtime = runtime(),
): Promise<SourceWithCredential> {
  authorize(ctx, 'source:rotate')
  const { sourceId, overlapSeconds } = parseInput(rotateSourceInput, input)
  const credential = newCredential('src')
  return await ctx.db.tx(async (tx) => {
    const source = await findSource(tx, sourceId)
    if (source === null) throw notFound()
    const now = ctx.clock.now()
    if (source.revokedAt !== null)
      throw new DomainError('precondition_failed', 'This source was revoked for good. Make a new one.')
    if (source.expiresAt !== null && source.expiresAt <= now)
      throw new DomainError('precondition_failed', 'This source has ended. Make a new one.')
    const oldUntil = secondsAfter(now, overlapSeconds)
    const rotated = await rotateSourceRow(tx, sourceId, {
      hash: credentialHash(own.keyring.pepper, credential),
      hint: credentialHint('src', credential),
      rotatedAt: now,
      oldUntil,
    })
    await recordAudit(tx, ctx, {
      action: 'source.rotate',
      target: { kind: 'source', id: sourceId, name: source.name },
      details: {
        before: { credential: 'set', ...recordedSource(source) },
        after: { credential: 'replaced', ...recordedSource(rotated) },
      },
      owner: { platformId: source.platformId, tenantId: source.tenantId },
    })
    return { source: toSourceView(rotated, now), credential }
  })
}

/** What another credential changes of a source. */
const recordedSource = ({ hint, oldHint, oldUntil }: SourceRow) => ({
  hint,
  oldHint,
  oldUntil: oldUntil?.toISOString() ?? null,
})
