import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { countForeignSubjects } from '#lib/modules/audit/index.ts'
import { countDataKeys, findKeptUse } from './secret-repository.ts'

/** What still depends on which secret. Secrets are named by the id of their wrapping key, which tells nothing about them. */
export interface SecretStatus {
  readonly present: string
  /** The one beside it; null when nothing is being replaced. */
  readonly second: string | null
  /** Data keys that are not wrapped under the present secret, by the id of theirs. */
  readonly foreign: Readonly<Record<string, number>>
  /** Data keys under the present secret. */
  readonly dataKeys: number
  /** Keys of subjects of the audit chains that are not wrapped under the present secret. */
  readonly subjects: number
  /** Secrets that are kept for old hashes, and since when. */
  readonly kept: readonly { readonly id: string; readonly since: string }[]
  /** Credentials that nobody has used since the newest one was kept: they are found by the kept secret. */
  readonly unused: { readonly keys: number; readonly sources: number }
  /** True when the second secret may be taken away. */
  readonly mayDropSecond: boolean
}

/** Says what still depends on the secret that is being replaced, and whether it may go. For the console. */
export async function readSecretStatus(ctx: RequestContext, own: Runtime): Promise<SecretStatus> {
  authorize(ctx, 'operator:write')
  const { keyring } = own
  const present = keyring.wrapping[0].id
  const second = keyring.second?.wrapping[0].id ?? null
  const { counts, subjects } = await ctx.db.read(async (tx) => ({
    counts: await countDataKeys(tx),
    subjects: await countForeignSubjects(tx, keyring),
  }))
  const { kept, unused } = await findKeptUse(own.database)
  const foreign = Object.fromEntries([...counts].filter(([id]) => id !== present))
  const isKept = kept.some(({ id, wrapKeyId }) => id === second && wrapKeyId === present)
  return {
    present,
    second,
    foreign,
    dataKeys: counts.get(present) ?? 0,
    subjects,
    kept: kept.map(({ id, createdAt }) => ({ id, since: createdAt.toISOString() })),
    unused,
    mayDropSecond: second !== null && isKept && subjects === 0 && Object.keys(foreign).length === 0,
  }
}
