import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { isRecord } from '#lib/core/unsafe.ts'

const VERIFIER = resolve(import.meta.dirname, '../../../../public/verify.mjs')

/** What `verify.mjs` said. */
export interface Verdict {
  readonly code: number
  readonly ok: boolean
  /** The first fault, of a chain or of the file. */
  readonly fault: string | null
  readonly seq: string | null
  readonly output: string
}

/** Writes files and runs the verifier on them as a process of its own. */
export async function runVerifier(
  folder: string,
  given: {
    readonly parts: readonly string[]
    readonly anchors?: readonly string[]
    /** Oldest first. */
    readonly keys: readonly string[]
    /** Records of version 1 that the operator named. */
    readonly old?: number
  },
): Promise<Verdict> {
  const put = async (kind: string, contents: readonly string[]): Promise<string[]> =>
    await Promise.all(
      contents.map(async (content, index) => {
        const file = join(folder, `${kind}-${index}.jsonl`)
        await writeFile(file, content)
        return file
      }),
    )
  const anchors = (await put('anchors', given.anchors ?? [])).flatMap((file) => ['--anchors', file])
  const files = await put('export', given.parts)
  const old = given.old === undefined || given.old === 0 ? [] : ['--old', String(given.old)]
  const keys = given.keys.flatMap((key) => ['--key', key])
  const { code, output } = await runProgram(['--json', ...keys, ...old, ...anchors, ...files])
  if (code === 2) return { code, ok: false, fault: null, seq: null, output }
  return { code, ...readVerdict(JSON.parse(output)), output }
}

/** Runs the verifier without a secret and without settings, as a stranger does. */
export async function runProgram(args: readonly string[]): Promise<{ code: number; output: string }> {
  const program = ['-i', process.execPath, VERIFIER, ...args]
  const child = spawn('env', program, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number>((settle) => {
    child.on('close', (code) => settle(code ?? -1))
  })
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, output: output + errors }
}

function readVerdict(said: unknown): Pick<Verdict, 'ok' | 'fault' | 'seq'> {
  assert.ok(isRecord(said))
  const listed = (name: string): unknown[] => (Array.isArray(said[name]) ? [...unknowns(said[name])] : [])
  const bad = [...listed('chains'), ...listed('faults')].find((one) => isRecord(one) && one['ok'] !== true)
  if (!isRecord(bad)) return { ok: said['ok'] === true, fault: null, seq: null }
  return { ok: said['ok'] === true, fault: String(bad['fault']), seq: String(bad['seq']) }
}

const unknowns = (list: readonly unknown[]): readonly unknown[] => list
