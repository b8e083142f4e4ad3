import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { beginWatch, hear, look, stateOf, type Notice, type Watch, type WatchRules } from './silence.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const rules: WatchRules = { timeoutMs: 3 * MINUTE, repeatMs: 15 * MINUTE, gapMs: 10 * SECOND }
const START = 1_800_000_000_000

/** A watch that is looked at every second, with everything it said. */
class Story {
  watch: Watch = beginWatch(START)
  now = START
  readonly said: (Notice & { readonly at: number })[] = []

  #take({ watch, notice }: { watch: Watch; notice: Notice | null }): this {
    this.watch = watch
    if (notice !== null) this.said.push({ ...notice, at: this.now - START })
    return this
  }

  /** Lets time go by, looking every second. */
  pass(ms: number): this {
    const end = this.now + ms
    while (this.now < end) {
      this.now += SECOND
      this.#take(look(this.watch, this.now, rules))
    }
    return this
  }

  beat(): this {
    return this.#take(hear(this.watch, this.now, rules))
  }

  /** Time that goes by without anybody looking: the machine sleeps, or its clock is set. */
  jump(ms: number): this {
    this.now += ms
    return this
  }

  kinds(): string[] {
    return this.said.map(({ kind }) => kind)
  }
}

test('while heartbeats come, nothing is said', () => {
  const story = new Story()
  for (let i = 0; i < 100; i += 1) story.pass(15 * SECOND).beat()
  assert.deepEqual(story.said, [])
  assert.equal(stateOf(story.watch), 'alive')
})

test('a first heartbeat that never comes is silence', () => {
  const story = new Story().pass(2 * MINUTE)
  assert.equal(stateOf(story.watch), 'waiting')
  story.pass(2 * MINUTE)
  assert.deepEqual(story.said, [{ kind: 'silent', silentMs: 3 * MINUTE, at: 3 * MINUTE }])
  assert.equal(stateOf(story.watch), 'silent')
})

test('one silence is told once, again every 15 minutes, and its end once', () => {
  const story = new Story()
    .beat()
    .pass(50 * MINUTE)
    .beat()
    .pass(MINUTE)
    .beat()
  assert.deepEqual(
    story.said.map(({ kind, at }) => [kind, at / MINUTE]),
    [
      ['silent', 3],
      ['still_silent', 18],
      ['still_silent', 33],
      ['still_silent', 48],
      ['recovered', 50],
    ],
  )
  assert.equal(story.said.at(-1)?.silentMs, 50 * MINUTE)
})

test('a second silence is told anew', () => {
  const story = new Story()
    .beat()
    .pass(4 * MINUTE)
    .beat()
    .pass(4 * MINUTE)
  assert.deepEqual(story.kinds(), ['silent', 'recovered', 'silent'])
})

test('a heartbeat just in time is in time', () => {
  const story = new Story()
    .beat()
    .pass(3 * MINUTE - SECOND)
    .beat()
    .pass(3 * MINUTE - SECOND)
  assert.deepEqual(story.said, [])
})

test('a machine that slept does not call that silence, but waits on from where it was', () => {
  const story = new Story()
    .beat()
    .pass(MINUTE)
    .jump(8 * 60 * MINUTE)
    .pass(MINUTE)
  assert.deepEqual(story.said, [])
  story.pass(MINUTE + SECOND)
  assert.deepEqual(story.kinds(), ['silent'])
})

test('a clock that is set forwards or back makes no silence and hides none', () => {
  for (const jump of [-60 * MINUTE, 60 * MINUTE]) {
    const story = new Story().beat().pass(MINUTE).jump(jump).pass(MINUTE)
    assert.deepEqual(story.said, [])
    story.pass(MINUTE + SECOND)
    assert.deepEqual(story.kinds(), ['silent'])
  }
})

test('a jump during a silence does not repeat the notice', () => {
  const story = new Story()
    .beat()
    .pass(4 * MINUTE)
    .jump(60 * MINUTE)
    .pass(MINUTE)
  assert.deepEqual(story.kinds(), ['silent'])
})

const step = fc.oneof(
  fc.constant({ kind: 'beat' as const, ms: 0 }),
  fc.integer({ min: 1, max: 40 }).map((minutes) => ({ kind: 'pass' as const, ms: minutes * 30 * SECOND })),
  fc.integer({ min: -600, max: 600 }).map((minutes) => ({ kind: 'jump' as const, ms: minutes * MINUTE })),
)

test('whatever happens, notices alternate: silent, repetitions, recovered', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const story = new Story()
      for (const { kind, ms } of steps) {
        if (kind === 'beat') story.beat()
        else if (kind === 'pass') story.pass(ms)
        else story.jump(ms)
      }
      assert.match(
        story.kinds().join(' '),
        /^(?:silent(?: still_silent)* recovered ?)*(?:silent(?: still_silent)*)?$/,
      )
      for (const { silentMs } of story.said) assert.ok(silentMs >= 0)
    }),
  )
})
