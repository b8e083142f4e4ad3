import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scopelessPath } from './scopeless-path.ts'

test('what names no scope is taken out of the address, and the rest stays', () => {
  assert.equal(scopelessPath('/incidents?scope=nonsense&state=open'), '/incidents?state=open')
  assert.equal(scopelessPath('/?scope='), '/')
  assert.equal(scopelessPath('/audit?scope=operator&scope=operator'), '/audit')
})

test('a scope that can be read, and an address without one, are no matter of the scope', () => {
  assert.equal(scopelessPath('/incidents/nonsense?scope=operator'), null)
  assert.equal(scopelessPath('/nowhere'), null)
})

test('no other site is led to', () => {
  assert.equal(scopelessPath('//evil.example/?scope=x'), null)
  assert.equal(scopelessPath('/.//evil.example/?scope=x'), null)
})
