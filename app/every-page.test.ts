// Every page opens by the door of pages, or says here that it is open to all.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { filesBelow } from '#testing/files-below.ts'

/** Pages that are there for people without a session; what they are handed goes through routes. */
const OPEN_TO_ALL = /^(?:confirm-email|enrol|invitation|kit|recover|setup|sign-in|suspended|unlock)\//

test('no page is forgotten: it opens by openPage, which notes what it refuses', () => {
  const pages = filesBelow('app', 'page.tsx')
  const forgotten = pages.filter(
    (file) => !OPEN_TO_ALL.test(file) && !readFileSync(`app/${file}`, 'utf8').includes('openPage('),
  )
  assert.deepEqual(forgotten, [])
  assert.ok(pages.length > 20, 'they were found')
})

test('what fails while a page is made stands in the log under the id that the page shows', () => {
  const made = ['page.tsx', 'layout.tsx'].flatMap((name) => filesBelow('app', name))
  const forgotten = made.filter((file) =>
    /^export default async function/m.test(readFileSync(`app/${file}`, 'utf8')),
  )
  assert.deepEqual(forgotten, [], 'export default withRequestId(async function …)')
  assert.ok(made.some((file) => readFileSync(`app/${file}`, 'utf8').includes('withRequestId(async')))
})
