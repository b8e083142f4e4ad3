import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanEnvironment, startProgram } from '#testing/processes.ts'
import { eventStream, type EventStreamParts, type StreamWriter } from './event-stream.ts'
import { openStreams } from './open-streams.ts'

const NOW = new Date('2026-11-20T06:32:07Z')

/** A stream with a fast beat, what it has sent so far, and the writer of its source. */
function openTestStream(parts: Partial<EventStreamParts> = {}, method = 'GET') {
  const aborting = new AbortController()
  let writer: StreamWriter | undefined
  let stops = 0
  const response = eventStream(
    new Request('http://localhost/api/live', { signal: aborting.signal, method }),
    {
      subject: 'member|1',
      open: (given) => {
        writer = given
        return () => {
          stops += 1
        }
      },
      judge: async () => ({ isAllowed: true, data: {} }),
      isHearing: () => true,
      now: () => NOW,
      beatMs: 20,
      ...parts,
    },
  )
  return { response, aborting, writer: () => writer, stops: () => stops }
}

/** Everything that a stream sends until it ends. */
const wholeText = async (response: Response): Promise<string> => await response.text()

test('sends the time, events as they come, and ends when its session does', async () => {
  let allowed = true
  const { response, writer, stops } = openTestStream({
    judge: async () => ({ isAllowed: allowed, data: { code: 'x' } }),
  })
  writer()?.send('change', { table: 'incident', id: '1' })
  allowed = false
  const text = await wholeText(response)
  assert.equal(response.headers.get('cache-control'), 'private, no-store, no-transform')
  assert.ok(text.startsWith('retry: 2000\n\nevent: beat\ndata: {"at":"2026-11-20T06:32:07.000Z"}\n\n'))
  assert.ok(text.includes('event: change\ndata: {"table":"incident","id":"1"}\n\n'))
  assert.ok(text.endsWith('event: ended\ndata: {"code":"x"}\n\n'))
  assert.equal(stops(), 1)
  assert.equal(openStreams().size, 0)
})

test('while nobody can tell whether the session holds, and while the source is cut off, it stays without beats', async () => {
  const { response, aborting } = openTestStream({
    judge: async () => await Promise.reject(new Error('no database')),
    isHearing: () => false,
  })
  await sleep(70)
  assert.equal(openStreams().size, 1)
  aborting.abort()
  const text = await wholeText(response)
  assert.ok(!text.includes('event: beat'))
  assert.ok(text.includes(': waiting\n\n: waiting\n\n'))
  assert.equal(openStreams().size, 0)
})

test('while the answer takes its time, nobody asks a second time', async () => {
  let asked = 0
  let answer = (): void => undefined
  const { aborting } = openTestStream({
    judge: async () => {
      asked += 1
      await new Promise<void>((done) => (answer = done))
      return { isAllowed: true, data: {} }
    },
  })
  await sleep(100)
  assert.equal(asked, 1)
  answer()
  await sleep(60)
  assert.equal(asked, 2)
  aborting.abort()
})

test('a reader who goes away stops the source, however it goes', async () => {
  const aborted = openTestStream()
  aborted.aborting.abort()
  assert.equal(aborted.stops(), 1)
  const cancelled = openTestStream()
  await cancelled.response.body?.cancel()
  assert.equal(cancelled.stops(), 1)
  const gone = new AbortController()
  gone.abort()
  let stops = 0
  eventStream(new Request('http://localhost/', { signal: gone.signal }), {
    subject: 'member|1',
    open: () => () => (stops += 1),
    judge: async () => ({ isAllowed: true, data: {} }),
    isHearing: () => true,
    now: () => NOW,
  })
  assert.equal(stops, 1)
  assert.equal(openStreams().size, 0)
})

test('a reader who does not read is cut off before the memory is full', () => {
  const { writer, stops } = openTestStream()
  for (let sent = 0; sent < 1100; sent += 1) writer()?.send('change', { table: 'incident', id: String(sent) })
  assert.equal(stops(), 1)
})

test('a source that ends while it opens is stopped too', () => {
  let stops = 0
  openTestStream({
    open: (writer) => {
      writer.end()
      return () => (stops += 1)
    },
  })
  assert.equal(stops, 1)
})

test('HEAD opens nothing', async () => {
  const { response, writer } = openTestStream({}, 'HEAD')
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  assert.equal(await response.text(), '')
  assert.equal(writer(), undefined)
})

test('a process that is asked to stop ends its streams and opens no new one', async () => {
  const file = JSON.stringify(new URL('event-stream.ts', import.meta.url).href)
  const program = startProgram(
    [
      '--input-type=module',
      '-e',
      `import { eventStream } from ${file}
       const parts = { subject: 'member|1', open: () => () => {}, judge: async () => ({ isAllowed: true, data: {} }), isHearing: () => true, now: () => new Date(), beatMs: 60000 }
       const read = async () => await eventStream(new Request('http://localhost/'), parts).text()
       read().then(async (text) => { console.log('ended ' + JSON.stringify(text).length); console.log('next ' + (await read()).length) })
       console.log('open')`,
    ],
    cleanEnvironment({}),
  )
  await program.waitForLine(/^open/)
  process.kill(program.pid, 'SIGTERM')
  await program.waitForLine(/^ended \d+/)
  await program.waitForLine(/^next \d+/)
  assert.equal(await program.ended, 0)
})

test('the number of streams has a limit', () => {
  const placeholders = Array.from({ length: 2000 }, () => () => undefined)
  for (const one of placeholders) openStreams().add(one)
  try {
    assert.throws(() => openTestStream(), /Too many live connections/)
  } finally {
    for (const one of placeholders) openStreams().delete(one)
  }
})

test('nobody takes the streams of all others, and each that ends is one that can be opened', () => {
  const own = Array.from({ length: 50 }, () => openTestStream())
  try {
    assert.throws(() => openTestStream(), /Too many live connections are open by you: 50/)
    openTestStream({ subject: 'member|2' }).aborting.abort()
    own[0]?.aborting.abort()
    openTestStream().aborting.abort()
  } finally {
    for (const { aborting } of own) aborting.abort()
  }
  assert.equal(openStreams().size, 0)
})
