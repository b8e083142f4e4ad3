// The jobs process serves this machine alone, whatever HOST says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { openJobsWorld } from '#testing/jobs-world.ts'
import { cleanEnvironment, startProgram } from '#testing/processes.ts'
import { TEST_SECRET } from '#testing/template.ts'

test('with HOST=0.0.0.0 the jobs process answers on loopback and nowhere else', async (context) => {
  const here = await openJobsWorld()
  context.after(async () => await here.close())
  const { auth, tenant, staff, jobs } = here.world.db.urls
  const port = await freePort()
  const program = startProgram(
    ['workers/jobs.ts'],
    cleanEnvironment({
      BAILIWICK_SECRET: TEST_SECRET,
      DB_URL_AUTH: auth,
      DB_URL_TENANT: tenant,
      DB_URL_STAFF: staff,
      DB_URL_JOBS: jobs,
      SMTP_URL: here.mailbox.url,
      HOST: '0.0.0.0',
      JOBS_PORT: String(port),
    }),
  )
  context.after(async () => await program.stop('SIGTERM'))
  await program.waitForLine(/the jobs process works/)
  assert.equal((await fetch(`http://127.0.0.1:${port}/metrics`)).status, 401)
  // Another address of this machine, as one of its network would be.
  await assert.rejects(fetch(`http://127.0.0.2:${port}/metrics`), TypeError)
})
