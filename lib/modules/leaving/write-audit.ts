import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { scopeKey, type Scope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { exportAudit, publicAuditKeys } from '#lib/modules/audit/index.ts'
import type { Archive } from './archive.ts'
import type { ExportManifest } from './schemas.ts'

/** Found when it is asked for: the bundle of the web process, which never writes exports, has no folder of its own. */
const verifier = (): string => resolve(import.meta.dirname, '../../../public/verify.mjs')

/** Records in one file: more would be no longer an export that the API could have made. */
const IN_ONE_FILE = 1_000_000

/**
 * Writes the audit chain of the tenant that leaves as its members could have exported it, the words opened, with the program
 * that checks it and our public keys: whoever left asks nobody. Returns what the manifest says of it.
 */
export async function writeAudit(
  archive: Archive,
  ctx: RequestContext,
  scope: Scope,
): Promise<NonNullable<ExportManifest['audit']>> {
  const files: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const path = `audit/audit-${files.length + 1}.jsonl`
    after = await writePart(archive, path, await partOf(ctx, scope, after))
    files.push(path)
  }
  const keys = await publicAuditKeys(ctx)
  const texts: [string, string][] = [
    ['audit/verify.mjs', await readFile(verifier(), 'utf8')],
    ['audit/public-keys.txt', keys.map(({ key, id }) => `${key} ${id}\n`).join('')],
  ]
  for (const [path, text] of texts)
    await archive.addFiles([{ path, table: 'audit' }], async ([file]) => await file?.write(text))
  return {
    files,
    publicKeys: keys.map(({ key }) => key),
    check: `node audit/verify.mjs --key audit/public-keys.txt ${files.join(' ')}`,
  }
}

const partOf = async (ctx: RequestContext, scope: Scope, after: string) =>
  await exportAudit(ctx, {
    chain: scopeKey(scope),
    limit: IN_ONE_FILE,
    ...(after === '' ? {} : { after }),
  })

/** Writes one part; returns where the next one begins, or null. */
async function writePart(
  archive: Archive,
  path: string,
  { pieces }: { readonly pieces: AsyncIterable<string> },
): Promise<string | null> {
  let last = ''
  await archive.addFiles([{ path, table: 'audit' }], async ([file]) => {
    for await (const line of pieces) {
      await file?.write(line, 1)
      last = line
    }
  })
  const end: unknown = JSON.parse(last)
  return isRecord(end) && typeof end['next'] === 'string' ? end['next'] : null
}
