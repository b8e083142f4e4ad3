import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectSnippets } from './connect-snippets.ts'

test('every snippet carries the address to write to and the credential', () => {
  for (const { code } of connectSnippets('https://engine.example.com', 'bw_src_x')) {
    assert.ok(code.includes('https://engine.example.com/api/v1/write'))
    assert.ok(code.includes('bw_src_x'))
  }
})

test('without a credential a placeholder stands in its place', () => {
  for (const { code } of connectSnippets('http://localhost:9401', null)) {
    assert.ok(code.includes('CREDENTIAL_OF_THE_SOURCE'))
  }
})
