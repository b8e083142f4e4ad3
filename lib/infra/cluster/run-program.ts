import { spawn, type SpawnOptions } from 'node:child_process'
import { basename } from 'node:path'

/** Runs a program to its end and returns what it printed. A failure carries the end of that output: the reason is there. */
export async function runProgram(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<string> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else
        reject(
          new Error(`${basename(file)} ended with ${code ?? 'a signal'}:\n${output.slice(-2000).trim()}`),
        )
    })
  })
}
