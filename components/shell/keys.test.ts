import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GO_COMMANDS, GO_PAGES, keyAct, type KeyPlace } from './keys.ts'

const free: KeyPlace = { isTaken: false, isOff: false, isAfterGo: false }
const press = (key: string, held: 'ctrlKey' | 'metaKey' | 'altKey' | null = null) => ({
  key,
  ctrlKey: held === 'ctrlKey',
  metaKey: held === 'metaKey',
  altKey: held === 'altKey',
})

test('the palette opens from everywhere, with Ctrl or with the command key', () => {
  const palette = { kind: 'command', name: 'palette' }
  for (const place of [free, { ...free, isTaken: true }, { ...free, isOff: true }]) {
    assert.deepEqual(keyAct(press('k', 'ctrlKey'), place), palette)
    assert.deepEqual(keyAct(press('K', 'metaKey'), place), palette)
  }
})

test('single keys do what they say, and nothing in a field or once they are switched off', () => {
  const keys = ['?', '/', 't', ',', '.', 'l', '\\', 'g', 'a', 'r', 'j', 'k']
  for (const key of keys) {
    assert.notEqual(keyAct(press(key), free), null, key)
    assert.equal(keyAct(press(key), { ...free, isTaken: true }), null, key)
    assert.equal(keyAct(press(key), { ...free, isOff: true }), null, key)
    for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const)
      if (key !== 'k' || held === 'altKey')
        assert.equal(keyAct(press(key, held), free), null, `${held} ${key}`)
  }
  assert.deepEqual(keyAct(press('T'), free), { kind: 'command', name: 'time-range' })
  assert.deepEqual(keyAct(press('j'), free), { kind: 'rows', step: 1 })
  assert.deepEqual(keyAct(press('k'), free), { kind: 'rows', step: -1 })
  for (const key of ['constructor', '__proto__', 'Enter', 'Escape', 'z'])
    assert.equal(keyAct(press(key), free), null)
})

test('G and a letter go to a page, and every letter means one thing', () => {
  const afterGo = { ...free, isAfterGo: true }
  assert.deepEqual(keyAct(press('i'), afterGo), { kind: 'open', href: '/incidents' })
  assert.deepEqual(keyAct(press('S'), afterGo), { kind: 'command', name: 'scope' })
  assert.equal(keyAct(press('z'), afterGo), null)
  for (const key of Object.keys(GO_PAGES)) assert.ok(!Object.hasOwn(GO_COMMANDS, key), key)
})
