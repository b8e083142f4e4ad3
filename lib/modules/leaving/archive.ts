import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { TAR_BLOCK, tarHeader, tarPadding } from './domain/tar.ts'
import type { ExportManifest, ManifestFile } from './schemas.ts'

/** Samples come line by line, a million of them; the disk is asked for pieces of this size. */
const AT_ONCE_BYTES = 65_536

/** A file that is being written; its digest grows with it. */
class ArchiveFile {
  readonly path: string
  readonly table: string
  rows = 0
  #bytes = 0
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  readonly #hash: Hash = createHash('sha256')
  readonly #handle: FileHandle

  constructor(handle: FileHandle, path: string, table: string) {
    this.#handle = handle
    this.path = path
    this.table = table
  }

  /** Appends text; rejects where the disk takes no more, which may be the text of a call before. */
  async write(text: string, rows = 0): Promise<void> {
    const bytes = Buffer.from(text, 'utf8')
    this.rows += rows
    this.#bytes += bytes.length
    this.#hash.update(bytes)
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    if (this.#waitingBytes >= AT_ONCE_BYTES) await this.#flush()
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#waitingBytes = 0
    await this.#handle.appendFile(bytes)
  }

  /** Writes what waits and closes the file, also where the disk takes no more. */
  async close(): Promise<ManifestFile> {
    try {
      await this.#flush()
    } finally {
      await this.#handle.close()
    }
    return {
      path: this.path,
      table: this.table,
      rows: this.rows,
      bytes: this.#bytes,
      sha256: this.#hash.digest('hex'),
    }
  }
}

/** The name of the packed file while nobody may see it. */
const PACKED = 'packed.tar.gz'
const FOR_GOOD = { recursive: true, force: true } as const

/** Where an archive is made. */
interface ArchivePlace {
  /** Where archives lie. */
  readonly place: string
  readonly exportId: string
  /** Milliseconds since the last file of a try for which it may still be somebody's; none without it. */
  readonly sparedMs?: number
}

/**
 * A folder that becomes an archive: files first, then manifest and digests, then one packed file. Each try has a folder of its
 * own, so that two at once, of which one has been given up, never write into each other's.
 */
export class Archive {
  readonly #folder: string
  readonly #files: ManifestFile[] = []

  private constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * A try at the archive of an export, whose folder is gone after it whatever came of it. What tries before it have left in
   * `place` is removed first, unless it is younger than `sparedMs`: their process is gone, or has lost its claim.
   */
  static async within<T>(
    { place, exportId, sparedMs = 0 }: ArchivePlace,
    make: (archive: Archive) => Promise<T>,
  ): Promise<T> {
    await mkdir(place, { recursive: true, mode: 0o700 })
    const folder = await mkdtemp(join(place, `${exportId}.work-`))
    try {
      // Both times are of the disk, whatever clock this process goes by.
      const { mtimeMs } = await stat(folder)
      for (const name of await readdir(place)) {
        const left = join(place, name)
        if (!name.startsWith(`${exportId}.work`) || left === folder) continue
        const touched = await stat(left).catch(() => null)
        if (touched !== null && mtimeMs - touched.mtimeMs >= sparedMs) await rm(left, FOR_GOOD)
      }
      return await make(new Archive(folder))
    } finally {
      await rm(folder, FOR_GOOD)
    }
  }

  /** Writes files side by side; `fill` gets them in the order of their paths. */
  async addFiles(
    files: readonly { readonly path: string; readonly table: string }[],
    fill: (files: readonly Pick<ArchiveFile, 'write'>[]) => Promise<void>,
  ): Promise<number> {
    const opened: ArchiveFile[] = []
    try {
      for (const { path, table } of files) {
        await mkdir(join(this.#folder, dirname(path)), { recursive: true, mode: 0o700 })
        opened.push(new ArchiveFile(await open(join(this.#folder, path), 'w', 0o600), path, table))
      }
      await fill(opened)
    } catch (error) {
      await Promise.allSettled(opened.map(async (file) => await file.close()))
      throw error
    }
    for (const file of opened) this.#files.push(await file.close())
    return opened[0]?.rows ?? 0
  }

  /** Writes manifest and digests and packs everything into one file (.tar.gz), which nobody sees until it is published. */
  async pack(
    about: Omit<ExportManifest, 'files' | 'digest'>,
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
    const packed = join(this.#folder, PACKED)
    const packing = Readable.from(pack(this.#folder, root, names, new Date(about.madeAt)))
    await pipeline(packing, createGzip(), createWriteStream(packed, { mode: 0o600 }))
    return { bytes: (await stat(packed)).size, digest }
  }

  /** Puts the packed file in its place, whole at once. */
  async publish(target: string): Promise<void> {
    await rename(join(this.#folder, PACKED), target)
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
