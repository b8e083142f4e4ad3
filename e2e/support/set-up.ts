import { z } from 'zod'
import type { Installation } from '#testing/processes.ts'
import { PASSWORD, Person } from './person.ts'

/** The address of the first operator admin of these tests. */
export const ADMIN = 'admin@example.test'

/** Makes the first operator admin, called Ada Admin, as the set-up page does; who is signed in and has no second factor yet. */
async function setUpWithoutFactor(installation: Installation): Promise<Person> {
  const admin = new Person(installation.url)
  await admin.must(z.unknown(), 'POST', '/api/v1/setup', {
    body: { code: installation.setupCode, name: 'Ada Admin', email: ADMIN, password: PASSWORD },
  })
  await admin.signIn(ADMIN, PASSWORD)
  return admin
}

/** Makes the first operator admin, who enrols an authenticator app; with the recovery codes. */
export async function setUp(
  installation: Installation,
): Promise<{ readonly admin: Person; readonly codes: readonly string[] }> {
  const admin = await setUpWithoutFactor(installation)
  return { admin, codes: await admin.enrol() }
}
