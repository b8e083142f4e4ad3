// Runs a command to its end, quietly: what it prints is kept, because it is wanted only when the command fails.
import { spawn } from 'node:child_process'
import { seconds } from './checkout.mjs'

const PROGRESS_MS = 5000

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // nobody is left in it
  }
}

/**
 * Resolves with `{ code, output, ms }`. Says every few seconds that `name` still runs. The command has a process group
 * of its own, which is cleared when it ends: some tools leave workers behind.
 */
export async function runStep({ name, file, args, cwd, env, say, echo = false }) {
  const begun = performance.now()
  const child = spawn(file, args, {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk) => {
    if (echo) process.stdout.write(chunk)
    else output += chunk
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const timer = echo ? undefined : setInterval(() => say(`${name}: ${seconds(begun)}`), PROGRESS_MS)
  const forward = (signal) => killGroup(child.pid, signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  try {
    const ending = await new Promise((done, fail) => {
      child.once('error', fail)
      child.once('exit', (code, signal) => done(code ?? signal))
    })
    return { code: ending, output: output.trim(), ms: performance.now() - begun }
  } finally {
    clearInterval(timer)
    for (const signal of signals) process.off(signal, forward)
    if (child.pid) killGroup(child.pid, 'SIGKILL')
  }
}

/** As `runStep`, but throws with the end of the output unless the command succeeds. */
export async function runStepOrThrow(step) {
  const { code, output } = await runStep(step)
  if (code !== 0) throw new Error(`${step.name} failed (${code}):\n${output.slice(-6000)}`)
}
