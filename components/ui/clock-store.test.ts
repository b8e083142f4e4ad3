import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClockStore } from './clock-store.ts'

function parts() {
  const state = { local: 1000, ticking: 0, tick: () => {} }
  return {
    state,
    localNow: () => state.local,
    startTicking(tick: () => void) {
      state.ticking += 1
      state.tick = tick
      return () => {
        state.ticking -= 1
      }
    },
  }
}

test('time runs on from what the server said', () => {
  const fake = parts()
  const clock = createClockStore(61_000, fake)
  assert.equal(clock.now(), 61_000)
  fake.state.local += 250
  assert.equal(clock.now(), 61_250)
})

test('a message that took less time on its way corrects the clock, a slower one does not', () => {
  const fake = parts()
  const clock = createClockStore(61_000, fake)
  fake.state.local += 1000
  clock.observe(62_400)
  assert.equal(clock.now(), 62_400)
  fake.state.local += 1000
  clock.observe(62_900)
  assert.equal(clock.now(), 63_400)
})

test('one timer serves all listeners and stops with the last', () => {
  const fake = parts()
  const clock = createClockStore(0, fake)
  const heard: string[] = []
  const stopOne = clock.subscribe(() => heard.push('one'))
  const stopTwo = clock.subscribe(() => heard.push('two'))
  assert.equal(fake.state.ticking, 1)
  fake.state.tick()
  stopOne()
  fake.state.tick()
  assert.deepEqual(heard, ['one', 'two', 'two'])
  stopTwo()
  assert.equal(fake.state.ticking, 0)
  clock.subscribe(() => {})
  assert.equal(fake.state.ticking, 1)
})
