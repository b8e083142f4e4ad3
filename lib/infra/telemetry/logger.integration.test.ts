import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { z } from 'zod'

const line = z.looseObject({
  level: z.number(),
  time: z.iso.datetime(),
  name: z.literal('proof'),
  msg: z.string().optional(),
})

/** What a process with our logger writes when it runs `code`. */
function linesOf(code: string, level = 'info'): z.infer<typeof line>[] {
  const script = `import { createLogger } from '#lib/infra/telemetry/logger.ts'\nconst log = createLogger('proof', '${level}')\n${code}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    encoding: 'utf8',
  })
  assert.equal(stderr, '')
  return stdout
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)))
}

const SECRETS = ['hunter2', 'bw_live_abc123', 'whsec_c2VjcmV0', 'ada@example.com', 'abcdef.token']

test('no planted secret gets through, in whatever way it is logged', () => {
  const lines = linesOf(`
    log.info({ password: 'hunter2', nested: { token: 'abcdef.token', note: 'key bw_live_abc123' } }, 'sent to ada@example.com')
    log.warn({ list: ['whsec_c2VjcmV0', { deep: 'ada@example.com' }] }, 'postgres://x:%s@db', 'hunter2')
    const cause = new Error('login as ada@example.com with Bearer abcdef.token')
    log.error({ err: new Error('postgres://x:hunter2@db is gone', { cause }) }, 'failed')
    log.error(new Error('bw_live_abc123'))
    log.warn('bearer %s', 'abcdef.token')
    log.warn(new Error('hidden: whsec_c2VjcmV0'), 'with %s', 'ada@example.com')
    log.child({ requestId: 'r1' }).info({ url: 'https://x:hunter2@host/', a: { b: { c: { d: { e: 'bw_live_abc123' } } } } }, 'child')`)
  assert.equal(lines.length, 7)
  const text = JSON.stringify(lines)
  for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} in ${text}`)
})

test('an error keeps its type, message, stack and causes', () => {
  const [entry] = linesOf(
    `log.error({ err: new TypeError('outer', { cause: new RangeError('inner') }) }, 'failed')`,
  )
  const shape = z.object({
    type: z.string(),
    message: z.string(),
    stack: z.string(),
    cause: z.looseObject({ type: z.string(), message: z.string() }),
  })
  const err = shape.parse(entry?.['err'])
  assert.deepEqual(
    [err.type, err.message, err.cause.type, err.cause.message],
    ['TypeError', 'outer', 'RangeError', 'inner'],
  )
  assert.match(err.stack, /TypeError: outer\n/)
})

test('values that are no text stay what they are', () => {
  const [entry] = linesOf(
    `log.info({ count: 3, at: new Date(0), isDone: true, nothing: null, list: [1, { a: 2 }] }, 'values')`,
  )
  assert.deepEqual(
    {
      count: entry?.['count'],
      at: entry?.['at'],
      isDone: entry?.['isDone'],
      nothing: entry?.['nothing'],
      list: entry?.['list'],
    },
    { count: 3, at: '1970-01-01T00:00:00.000Z', isDone: true, nothing: null, list: [1, { a: 2 }] },
  )
})

test('the level decides, and each entry is one line', () => {
  const lines = linesOf(`log.debug('hidden'); log.info('a\\nb\\r\\u001b[31m'); log.warn('shown')`)
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['a\nb\\x0d\\x1b[31m', 'shown'],
  )
  assert.equal(linesOf(`log.debug('shown')`, 'debug').length, 1)
})
