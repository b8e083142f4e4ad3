import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DomainError, invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { openPool } from '#lib/infra/db/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { connectionOf, runTool, toolVersion } from './dump-tool.ts'
import { countRows } from './repository.ts'
import type { Manifest } from './schemas.ts'

/** Where a dump goes and who takes it. */
export interface TakeDumpInput {
  readonly directory: string
  /** Address of the role `backup`, which may read everything and write nothing. */
  readonly url: string
  readonly productVersion: string
}

/**
 * Writes a dump of the whole database in Postgres' custom format and a manifest beside it. A dump appears under its name
 * only when it is whole and on disk. Throws `precondition_failed` without the client tools or when the tool failed, and
 * `invalid_input` for a folder that cannot be written.
 */
export async function takeDump(
  ctx: RequestContext,
  input: TakeDumpInput,
): Promise<Manifest & { readonly path: string }> {
  authorize(ctx, 'backup:run')
  const tool = await toolVersion('pg_dump')
  const directory = resolve(input.directory)
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw invalidField('DIR', `cannot be made: ${error instanceof Error ? error.message : 'unknown reason'}`)
  })
  const takenAt = ctx.clock.now().toISOString()
  const name = `bailiwick-${takenAt.replaceAll(/[-:]/g, '').replace('.', '')}`
  const partial = join(directory, `${name}.partial`)
  const path = join(directory, `${name}.dump`)
  const pool = openPool(input.url, 'backup', 1)
  try {
    const counted = await countRows(pool)
    await dump(input.url, partial)
    const manifest: Manifest = {
      format: 1,
      product: 'bailiwick',
      version: input.productVersion,
      takenAt,
      ...counted,
      toolVersion: tool,
      file: `${name}.dump`,
      bytes: (await stat(partial)).size,
      sha256: await sha256(partial),
    }
    await writeFile(join(directory, `${name}.json`), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
    })
    await rename(partial, path)
    await noteDump(ctx, manifest)
    return { ...manifest, path }
  } finally {
    await pool.end()
    await rm(partial, { force: true })
  }
}

async function dump(url: string, file: string): Promise<void> {
  const { name, env } = connectionOf(url)
  const { code, stderr } = await runTool(
    'pg_dump',
    ['--format=custom', '--compress=6', `--file=${file}`, name],
    env,
  )
  if (code !== 0)
    throw new DomainError(
      'precondition_failed',
      `pg_dump failed (${code}): ${stderr.trim().split('\n').at(-1) ?? ''}`,
    )
  const handle = await open(file, 'r+')
  try {
    await handle.chmod(0o600)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(Buffer.from(chunk))
  return hash.digest('hex')
}

async function noteDump(ctx: RequestContext, { file, bytes, sha256: digest }: Manifest): Promise<void> {
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'backup.take',
      target: { kind: 'backup', id: file, name: file },
      details: { bytes, sha256: digest },
    })
  })
}
