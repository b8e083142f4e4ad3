import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { PATIENCE, restartDelay, Supervisor, type Running, type Service } from './supervisor.ts'

interface Fake extends Service {
  readonly runs: { readonly running: Running; end(how: string): void }[]
}

/** A service whose processes end when the test says so, or when they are asked to and `obeys`. */
function fake(name: string, { obeys = true, begin = async (): Promise<void> => await turn() } = {}): Fake {
  const runs: Fake['runs'] = []
  return {
    name,
    runs,
    async start() {
      await begin()
      let end = (_how: string): void => undefined
      const ended = new Promise<string>((resolve) => {
        end = resolve
      })
      const running: Running = {
        pid: runs.length + 1,
        ended,
        terminate: () => (obeys ? end('ended (0)') : undefined),
        kill: () => end('ended (SIGKILL)'),
      }
      runs.push({ running, end: (how) => end(how) })
      return running
    },
  }
}

function recorder(): { lines: string[]; say: (name: string, line: string) => void } {
  const lines: string[] = []
  return { lines, say: (name, line) => lines.push(`${name}: ${line}`) }
}

const quick = { firstDelayMs: 1, maxDelayMs: 20, healthyAfterMs: 50, graceMs: 30 }
const until = async (check: () => boolean): Promise<void> => {
  for (let waited = 0; !check(); waited += 2) {
    assert.ok(waited < 3000, 'timed out')
    await sleep(2)
  }
}

test('delays double from death to death, stay below the limit, and differ by a fifth at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (deaths, chance) => {
        const plain = Math.min(10_000, 500 * 2 ** (deaths - 1))
        const delay = restartDelay(deaths, PATIENCE, chance)
        assert.ok(delay > 0.79 * plain && delay < 1.21 * plain)
      },
    ),
  )
  assert.equal(restartDelay(1, PATIENCE, 0.5), 500)
  assert.equal(restartDelay(100, PATIENCE, 0.5), 10_000)
})

test('services stop in the reverse order of their start, once', async () => {
  const { lines, say } = recorder()
  const supervisor = new Supervisor(say, quick)
  for (const name of ['postgres', 'web', 'jobs']) await supervisor.add(fake(name))
  const [first, second] = await Promise.all([supervisor.stop(), supervisor.stop()])
  assert.deepEqual([first, second], [true, true])
  assert.deepEqual(
    lines.flatMap((line) => /^(\w+): stopped \(/.exec(line)?.[1] ?? []),
    ['jobs', 'web', 'postgres'],
  )
  await assert.rejects(supervisor.add(fake('late')), /is stopping/)
})

test('a service that dies comes back, later each time, until it has lived long enough', async () => {
  const { lines, say } = recorder()
  const supervisor = new Supervisor(say, { ...quick, firstDelayMs: 100, maxDelayMs: 400 })
  const web = fake('web')
  await supervisor.add(web)
  for (const died of [1, 2, 3, 4]) {
    web.runs.at(-1)?.end('ended (7)')
    await until(() => web.runs.length === died + 1)
  }
  await sleep(60)
  web.runs.at(-1)?.end('ended (7)')
  await until(() => web.runs.length === 6)
  const delays = lines
    .flatMap((line) => /ended \(7\); starting again in ([\d.]+) s/.exec(line)?.[1] ?? [])
    .map(Number)
  const nearest = delays.map((delay) => Math.round(Math.log2(delay / 0.1)))
  assert.deepEqual(nearest, [0, 1, 2, 2, 0], delays.join())
  assert.equal(await supervisor.stop(), true)
})

test('a start that fails is tried again; the first one is an error of its own', async () => {
  const { lines, say } = recorder()
  const supervisor = new Supervisor(say, quick)
  let refusals = 0
  const postgres = fake('postgres', {
    begin: async () => {
      await turn()
      if (refusals > 0) {
        refusals -= 1
        throw new Error('the port is taken')
      }
    },
  })
  await supervisor.add(postgres)
  refusals = 3
  postgres.runs.at(-1)?.end('ended (SIGKILL)')
  await until(() => postgres.runs.length === 2)
  assert.equal(lines.filter((line) => line === 'postgres: the port is taken').length, 3)
  refusals = 1
  await assert.rejects(
    supervisor.add(fake('other', { begin: async () => await Promise.reject(new Error('no such file')) })),
    /no such file/,
  )
  assert.equal(await supervisor.stop(), true)
  assert.ok(!lines.some((line) => line.startsWith('other: stopped')))
})

test('a service that does not listen is killed after the grace time, and that is not clean', async () => {
  const { lines, say } = recorder()
  const supervisor = new Supervisor(say, quick)
  await supervisor.add(fake('mule', { obeys: false }))
  assert.equal(await supervisor.stop(), false)
  assert.match(lines.join('\n'), /mule: did not stop within 0\.03 s: killed\nmule: stopped \(/)
})

test('a stop while a service waits for its next start, or is just starting, leaves nothing running', async () => {
  const { say } = recorder()
  const supervisor = new Supervisor(say, { ...quick, firstDelayMs: 60_000, maxDelayMs: 60_000 })
  const waiting = fake('waiting')
  await supervisor.add(waiting)
  waiting.runs.at(-1)?.end('ended (1)')
  await turn()
  let release = (): void => undefined
  const slow = fake('slow', {
    begin: async () =>
      await new Promise<void>((resolve) => {
        release = resolve
      }),
  })
  const adding = supervisor.add(slow)
  const stopping = supervisor.stop()
  release()
  await adding
  assert.equal(await stopping, true)
  assert.equal(waiting.runs.length, 1)
  assert.equal(await slow.runs[0]?.running.ended, 'ended (SIGKILL)')
})
