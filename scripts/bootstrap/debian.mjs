// What the machine can be given by its own package manager.
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { runStepOrThrow } from './run-step.mjs'

/** Not Ubuntu: its `chromium` is a stub for a snap, which does not run in a container. */
export function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** True where packages can be installed without asking anybody. */
export const canInstall = () => isDebian() && process.getuid?.() === 0

const POLICY = '/usr/sbin/policy-rc.d'

/** Runs `work` while Debian's packages are told not to start their services; 101 means "forbidden by policy". */
async function withoutServices(work) {
  if (existsSync(POLICY)) return await work() // the machine has a rule of its own
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n')
  chmodSync(POLICY, 0o755)
  try {
    return await work()
  } finally {
    rmSync(POLICY, { force: true })
  }
}

/** Installs Debian packages. Updates the list first: an old one names versions that are gone. Throws with apt's words. */
export async function aptInstall(packages, say) {
  say(`installing ${packages.join(', ')} (apt-get)`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = async (...args) =>
    await runStepOrThrow({ name: `apt-get ${args[0]}`, file: 'apt-get', args, env, say })
  await apt('update')
  await withoutServices(async () => await apt('install', '-y', '--no-install-recommends', ...packages))
}
