import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash, credentialHint, newCredential } from '#lib/infra/auth/credential.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { changeSource, findSource } from './credential-repository.ts'
import { sourceRef, type SourceRef, type SourceWithCredential } from './schemas.ts'
import { toSourceView } from './views.ts'

/** Gives a source another credential; the old one is refused from now on. Throws `precondition_failed` when revoked. */
export async function rotateSource(
  ctx: RequestContext,
  input: SourceRef,
  own: Runtime = runtime(),
): Promise<SourceWithCredential> {
  authorize(ctx, 'source:rotate')
  const { sourceId } = parseInput(sourceRef, input)
  const credential = newCredential('src')
  return await ctx.db.tx(async (tx) => {
    const source = await findSource(tx, sourceId)
    if (source === null) throw notFound()
    if (source.revokedAt !== null) {
      throw new DomainError('precondition_failed', 'This source was revoked for good. Make a new one.')
    }
    const rotated = await changeSource(tx, sourceId, {
      hash: credentialHash(own.keyring.pepper, credential),
      hint: credentialHint('src', credential),
    })
    await recordAudit(tx, ctx, {
      action: 'source.rotate',
      target: { kind: 'source', id: sourceId, name: source.name },
      details: { hint: rotated.hint, previousHint: source.hint },
      owner: { platformId: source.platformId, tenantId: source.tenantId },
    })
    return { source: toSourceView(rotated), credential }
  })
}
