import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { invalidField } from '#lib/core/errors.ts'
import { readTarHeader, TAR_BLOCK, tarPadding } from './domain/tar.ts'
import { exportManifest, type ExportManifest } from './schemas.ts'

/** What an archive turned out to be. */
export interface ExportVerdict {
  readonly ok: boolean
  readonly manifest: ExportManifest
  readonly files: number
  readonly rows: number
  /** What does not agree with the manifest, one sentence each. */
  readonly faults: readonly string[]
}

interface Found {
  readonly bytes: number
  readonly sha256: string
  readonly lines: number
}

/**
 * Reads an archive as it was downloaded and compares every file with the manifest in it: missing, altered, added, other
 * number of rows, other digest over all. Needs no database. Throws `invalid_input` for what is no archive of ours.
 */
export async function verifyExport(file: string): Promise<ExportVerdict> {
  const { found, texts } = await readArchive(file).catch((error: unknown) => {
    throw invalidField('FILE', error instanceof Error ? error.message : 'it cannot be read')
  })
  const parsed = exportManifest.safeParse(JSON.parse(texts.get('manifest.json') ?? 'null'))
  if (!parsed.success) throw invalidField('FILE', 'there is no manifest.json of ours in it')
  const manifest = parsed.data
  const faults = [
    ...faultsOfFiles(manifest, found),
    ...faultsOfSums(manifest, found, texts.get('SHA256SUMS') ?? ''),
  ]
  return {
    ok: faults.length === 0,
    manifest,
    files: manifest.files.length,
    rows: manifest.files.reduce((sum, { rows, path }) => sum + (path.endsWith('.jsonl') ? rows : 0), 0),
    faults,
  }
}

function faultsOfFiles(manifest: ExportManifest, found: ReadonlyMap<string, Found>): string[] {
  const named = new Set(['manifest.json', 'SHA256SUMS', ...manifest.files.map(({ path }) => path)])
  const added = [...found.keys()]
    .filter((path) => !named.has(path))
    .map((path) => `${path} is not in the manifest`)
  const wrong = manifest.files.flatMap(({ path, rows, bytes, sha256 }) => {
    const there = found.get(path)
    if (there === undefined) return [`${path} is missing`]
    if (there.sha256 !== sha256 || there.bytes !== bytes) return [`${path} was altered`]
    const isCounted = path.endsWith('.jsonl') && there.lines !== rows
    return isCounted ? [`${path} has ${there.lines} rows, the manifest says ${rows}`] : []
  })
  return [...added, ...wrong]
}

function faultsOfSums(manifest: ExportManifest, found: ReadonlyMap<string, Found>, sums: string): string[] {
  const lines = manifest.files.map(({ sha256, path }) => `${sha256}  ${path}\n`)
  const digest = createHash('sha256').update(lines.join('')).digest('hex')
  const expected = [...lines, `${found.get('manifest.json')?.sha256 ?? ''}  manifest.json\n`].join('')
  return [
    ...(digest === manifest.digest ? [] : ['the digest over all files is not that of the manifest']),
    ...(sums === expected ? [] : ['SHA256SUMS does not say what the files are']),
  ]
}

const NEWLINE = 0x0a
/** Texts that are kept whole while the rest only passes by. */
const KEPT = ['manifest.json', 'SHA256SUMS']

async function readArchive(file: string): Promise<{ found: Map<string, Found>; texts: Map<string, string> }> {
  const bytes = new ByteReader(createReadStream(file).pipe(createGunzip()))
  const found = new Map<string, Found>()
  const texts = new Map<string, string>()
  for (;;) {
    const header = readTarHeader(await bytes.take(TAR_BLOCK))
    if (header === null) return { found, texts }
    const name = header.name.slice(header.name.indexOf('/') + 1)
    const { text, ...one } = await readOne(bytes, header.size, KEPT.includes(name))
    await bytes.take(tarPadding(header.size))
    found.set(name, one)
    if (KEPT.includes(name)) texts.set(name, text)
  }
}

/** Reads one file of an archive by; its text is empty unless it is to be kept. */
async function readOne(bytes: ByteReader, size: number, isKept: boolean): Promise<Found & { text: string }> {
  const hash = createHash('sha256')
  const kept: Uint8Array[] = []
  let lines = 0
  for (let left = size; left > 0;) {
    const part = await bytes.take(Math.min(left, 65_536))
    left -= part.length
    hash.update(part)
    lines += part.reduce((sum, byte) => sum + (byte === NEWLINE ? 1 : 0), 0)
    if (isKept) kept.push(part)
  }
  return { bytes: size, sha256: hash.digest('hex'), lines, text: Buffer.concat(kept).toString('utf8') }
}

/** Takes exact numbers of bytes from a stream. */
class ByteReader {
  readonly #chunks: AsyncIterator<unknown>
  #rest: Uint8Array = new Uint8Array()

  constructor(source: AsyncIterable<unknown>) {
    this.#chunks = source[Symbol.asyncIterator]()
  }

  async take(count: number): Promise<Uint8Array> {
    while (this.#rest.length < count) {
      const chunk = await this.#chunks.next()
      if (chunk.done === true || !(chunk.value instanceof Uint8Array))
        throw new Error('the archive ends too early')
      this.#rest = Buffer.concat([this.#rest, chunk.value])
    }
    const taken = this.#rest.subarray(0, count)
    this.#rest = this.#rest.subarray(count)
    return taken
  }
}
