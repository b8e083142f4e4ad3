import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { readKeptSecrets } from '#lib/infra/auth/kept-secrets.ts'
import type { Keyring } from '#lib/infra/auth/keys.ts'
import { SealError, unwrapDataKey, wrapDataKey } from '#lib/infra/auth/seal.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findForeignDataKeys, keepSecrets, storeWrapped } from './secret-repository.ts'

const BATCH = 100

/** What the last step of replacing the secret of the installation needs and does. */
export interface Rewrapping {
  readonly own: Runtime
  /** The secret beside the present one; undefined when there is none. */
  readonly secondSecret: string | undefined
  /** Told after each batch how many data keys were wrapped anew so far. */
  readonly onProgress: (done: number) => void
}

/**
 * Wraps every data key under the present secret and keeps the one beside it, wrapped too, for hashes that were made under
 * it. May be stopped and begun again at any moment. Throws `precondition_failed` without a second secret. For the console.
 */
export async function rewrapSecrets(
  ctx: RequestContext,
  { own, secondSecret, onProgress }: Rewrapping,
): Promise<{ dataKeys: number }> {
  authorize(ctx, 'operator:write')
  const { keyring } = own
  if (keyring.second === null || secondSecret === undefined) {
    throw new DomainError('precondition_failed', 'There is no second secret: nothing is being replaced.')
  }
  await own.database.asAuth(async (auth) => {
    await keepSecrets(auth, keyring, [secondSecret, ...(await readKeptSecrets(auth, keyring))])
  })
  let dataKeys = 0
  for (;;) {
    const done = await ctx.db.tx(async (tx) => {
      const keys = await findForeignDataKeys(tx, keyring.wrapping[0].id, BATCH)
      for (const key of keys) await storeWrapped(tx, rewrapped(keyring, key))
      if (keys.length > 0) {
        await recordAudit(tx, ctx, {
          action: 'secret.rewrap',
          target: { kind: 'data_key', id: 'all' },
          details: { dataKeys: keys.length, wrapKeyId: keyring.wrapping[0].id },
        })
      }
      return keys.length
    })
    dataKeys += done
    onProgress(dataKeys)
    if (done < BATCH) return { dataKeys }
  }
}

type ForeignKey = Awaited<ReturnType<typeof findForeignDataKeys>>[number]

function rewrapped(keyring: Keyring, key: ForeignKey): Parameters<typeof storeWrapped>[1] {
  const before = keyring.wrapping.find(({ id }) => id === key.wrapKeyId)
  if (before === undefined) {
    throw new SealError(`data key ${key.id} was wrapped under a secret that this installation does not have`)
  }
  const [present] = keyring.wrapping
  const dataKey = unwrapDataKey(before.key, key, key.id, key.wrapped)
  return {
    id: key.id,
    from: key.wrapKeyId,
    to: present.id,
    wrapped: wrapDataKey(present.key, key, key.id, dataKey),
  }
}
