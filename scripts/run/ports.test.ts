import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choosePorts, type PortName, type PortProbe, type PortWish } from './ports.ts'

/** A machine on which some ports are taken; free ones are handed out from 40000. */
function machine(...taken: number[]): PortProbe {
  let next = 40_000
  return {
    isFree: async (port) => !taken.includes(port),
    findFree: async () => {
      next += 1
      return next
    },
  }
}
const wish = (name: PortName, port: number, isGiven = false): PortWish => ({
  name,
  port,
  isGiven,
  host: '127.0.0.1',
})

test('free ports are used as they are', async () => {
  const chosen = await choosePorts([wish('PORT', 3000), wish('ENGINE_PORT', 9190, true)], machine())
  assert.deepEqual(Object.fromEntries(chosen), { ENGINE_PORT: 9190, PORT: 3000 })
})

test('a default that is taken gives way', async () => {
  const chosen = await choosePorts([wish('PORT', 3000), wish('ENGINE_PORT', 9190)], machine(3000, 9190))
  assert.deepEqual(Object.fromEntries(chosen), { PORT: 40_001, ENGINE_PORT: 40_002 })
})

test('a port that somebody asked for and that is taken stops the start and says so', async () => {
  await assert.rejects(
    choosePorts([wish('PORT', 3000, true)], machine(3000)),
    /^Error: PORT: port 3000 is taken by another program; stop that one or set PORT/,
  )
})

test('a default never takes what was asked for, and nothing is given out twice', async () => {
  const chosen = await choosePorts([wish('PORT', 9190), wish('ENGINE_PORT', 9190, true)], machine())
  assert.deepEqual(Object.fromEntries(chosen), { ENGINE_PORT: 9190, PORT: 40_001 })
  await assert.rejects(
    choosePorts([wish('PORT', 80, true), wish('JOBS_PORT', 80, true)], machine()),
    /JOBS_PORT: 80 is asked for twice/,
  )
})
