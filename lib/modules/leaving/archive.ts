import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { TAR_BLOCK, tarHeader, tarPadding } from './domain/tar.ts'
import type { ExportManifest, ManifestFile } from './schemas.ts'

/** A file that is being written; its digest grows with it. */
class ArchiveFile {
  readonly path: string
  readonly table: string
  rows = 0
  #bytes = 0
  readonly #hash: Hash = createHash('sha256')
  readonly #stream: WriteStream

  constructor(folder: string, path: string, table: string) {
    this.path = path
    this.table = table
    this.#stream = createWriteStream(join(folder, path), { mode: 0o600, flags: 'w' })
  }

  /** Appends text; waits while the disk is slower than the database. */
  async write(text: string, rows = 0): Promise<void> {
    if (text === '') return
    const bytes = Buffer.from(text, 'utf8')
    this.rows += rows
    this.#bytes += bytes.length
    this.#hash.update(bytes)
    if (!this.#stream.write(bytes)) await once(this.#stream, 'drain')
  }

  async close(): Promise<ManifestFile> {
    this.#stream.end()
    await once(this.#stream, 'close')
    return {
      path: this.path,
      table: this.table,
      rows: this.rows,
      bytes: this.#bytes,
      sha256: this.#hash.digest('hex'),
    }
  }
}

/** A folder that becomes an archive: files first, then manifest and digests, then one packed file. */
export class Archive {
  readonly #folder: string
  readonly #files: ManifestFile[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Begins anew: what an earlier try has left is gone. */
  async begin(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
  }

  /** Writes files side by side; `fill` gets them in the order of their paths. */
  async addFiles(
    files: readonly { readonly path: string; readonly table: string }[],
    fill: (files: readonly Pick<ArchiveFile, 'write'>[]) => Promise<void>,
  ): Promise<number> {
    const opened = []
    for (const { path, table } of files) {
      await mkdir(join(this.#folder, dirname(path)), { recursive: true, mode: 0o700 })
      opened.push(new ArchiveFile(this.#folder, path, table))
    }
    await fill(opened)
    for (const file of opened) this.#files.push(await file.close())
    return opened[0]?.rows ?? 0
  }

  /** Writes manifest and digests, packs everything into `target` (.tar.gz) and removes the folder. */
  async finish(
    about: Omit<ExportManifest, 'files' | 'digest'>,
    target: string,
    root: string,
  ): Promise<{ bytes: number; digest: string }> {
    const lines = this.#files.map(({ sha256, path }) => `${sha256}  ${path}\n`)
    const digest = sha256Of(lines.join(''))
    const manifest: ExportManifest = { ...about, files: this.#files, digest }
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    await writeFile(join(this.#folder, 'manifest.json'), text, { mode: 0o600 })
    const sums = [...lines, `${sha256Of(text)}  manifest.json\n`].join('')
    await writeFile(join(this.#folder, 'SHA256SUMS'), sums, { mode: 0o600 })
    const names = ['manifest.json', 'SHA256SUMS', ...this.#files.map(({ path }) => path)]
    const partial = `${target}.partial`
    const packed = Readable.from(pack(this.#folder, root, names, new Date(about.madeAt)))
    await pipeline(packed, createGzip(), createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, target)
    await rm(this.#folder, { recursive: true, force: true })
    return { bytes: (await stat(target)).size, digest }
  }
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

async function* pack(
  folder: string,
  root: string,
  names: readonly string[],
  at: Date,
): AsyncGenerator<Uint8Array> {
  for (const name of names) {
    const { size } = await stat(join(folder, name))
    yield tarHeader({ name: `${root}/${name}`, size }, at)
    for await (const chunk of createReadStream(join(folder, name))) yield Buffer.from(chunk)
    yield new Uint8Array(tarPadding(size))
  }
  yield new Uint8Array(2 * TAR_BLOCK)
}
