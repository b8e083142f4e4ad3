import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPlatformInput } from '#lib/modules/tenancy/schemas.ts'
import { faultsWith } from './faults-with.ts'

const schema = async () => await Promise.resolve(createPlatformInput)

test('what a schema says of a field is said in the language of the page', async () => {
  const [english] = await faultsWith(schema, { name: '' })
  assert.deepEqual(english?.path, ['name'])
  assert.equal(english.message, 'a platform needs a name of at least one character')
  const [malay] = await faultsWith(schema, { name: '' }, 'ms')
  assert.deepEqual(malay, {
    path: ['name'],
    message: 'platform memerlukan nama sekurang-kurangnya satu aksara',
  })
  assert.deepEqual(await faultsWith(schema, { name: 'Rasau' }, 'ms'), [])
})
