import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '#lib/infra/cluster/is-alive.ts'
import { startProgram, type Program } from '#testing/processes.ts'
import { untilOrphansEnded } from './orphans.ts'

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'services-'))
})
after(() => rmSync(folder, { recursive: true }))

const untilGone = async (pid: number): Promise<void> => {
  for (let waited = 0; isAlive(pid); waited += 20) {
    assert.ok(waited < 5000, `process ${pid} is still there`)
    await sleep(20)
  }
}

/** A supervisor in a process of its own that keeps one small program running, with what the program does. */
function supervise(name: string, body: string): Program {
  const program = join(folder, `${name}.mjs`)
  writeFileSync(program, body)
  const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href)
  const code = `
    import { Supervisor } from ${here('supervisor.ts')}
    import { nodeService } from ${here('services.ts')}
    const say = (name, line) => console.log(name + ': ' + line)
    const supervisor = new Supervisor(say, { firstDelayMs: 20, graceMs: 2000 })
    process.on('SIGTERM', async () => process.exit((await supervisor.stop()) ? 0 : 1))
    const env = { ...process.env }
    await supervisor.add(nodeService({ name: ${JSON.stringify(name)}, args: [${JSON.stringify(program)}], cwd: ${JSON.stringify(folder)}, env }, say))`
  return startProgram(['--input-type=module', '-e', code], process.env)
}

const STAYS = `console.log('pid ' + process.pid); setInterval(() => {}, 1000);`

test('its lines are shown with its name, it comes back after kill -9, and stops when asked', async () => {
  const run = supervise(
    'web',
    `${STAYS} process.on('SIGTERM', () => { console.log('bye'); process.exit(0) })`,
  )
  const first = Number((await run.waitForLine(/^web: pid (\d+)/))[1])
  process.kill(first, 'SIGKILL')
  await run.waitForLine(/^web: ended \(SIGKILL\); starting again in/)
  await run.waitForLine(new RegExp(`^web: pid (?!${first}$)`))
  assert.equal(await run.stop(), 0)
  assert.match(run.lines().slice(-2).join('\n'), /^web: bye\nweb: stopped \(\d\.\d s\)$/)
})

test('when the supervisor is killed with -9 its services end in order', async () => {
  const note = join(folder, 'note')
  const run = supervise(
    'orphan',
    `import { writeFileSync } from 'node:fs'; ${STAYS}
     process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(note)}, 'asked'); process.exit(0) })`,
  )
  const pid = Number((await run.waitForLine(/^orphan: pid (\d+)/))[1])
  await run.stop('SIGKILL')
  await untilGone(pid)
  rmSync(note) // it was asked, not killed
})

test('what a dead service leaves behind goes with it', async () => {
  const run = supervise(
    'parent',
    `import { spawn } from 'node:child_process'
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
     console.log('child ' + child.pid); setTimeout(() => process.exit(3), 200)`,
  )
  const child = Number((await run.waitForLine(/^parent: child (\d+)/))[1])
  await run.waitForLine(/^parent: ended \(3\)/)
  await untilGone(child)
  await run.stop()
})

test('who comes after the supervisor waits for what is still ending', async () => {
  const state = mkdtempSync(join(folder, 'state-'))
  const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href)
  const body = `process.on('SIGTERM', () => setTimeout(() => process.exit(0), 1500)); ${STAYS}`
  const program = join(folder, 'slow.mjs')
  writeFileSync(program, body)
  const code = `
    import { Supervisor } from ${here('supervisor.ts')}
    import { nodeService } from ${here('services.ts')}
    import { noted } from ${here('orphans.ts')}
    const supervisor = new Supervisor((name, line) => console.log(name + ': ' + line))
    const slow = { name: 'slow', args: [${JSON.stringify(program)}], cwd: ${JSON.stringify(folder)}, env: { ...process.env } }
    await supervisor.add(noted(nodeService(slow, (name, line) => console.log(name + ': ' + line)), ${JSON.stringify(state)}))`
  const run = startProgram(['--input-type=module', '-e', code], process.env)
  const pid = Number((await run.waitForLine(/^slow: pid (\d+)/))[1])
  await run.stop('SIGKILL')
  assert.ok(isAlive(pid))
  await untilOrphansEnded(state)
  assert.ok(!isAlive(pid))
  await untilOrphansEnded(mkdtempSync(join(folder, 'state-'))) // nothing ran here
})
