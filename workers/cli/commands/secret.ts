import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canaryPlatformScope } from '#lib/core/canary.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { Config } from '#lib/infra/config/index.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { readSecretStatus, rewrapSecrets, type SecretStatus } from '#lib/modules/access/index.ts'
import { rewrapAudit } from '#lib/modules/audit/index.ts'
import type { Command } from '../command.ts'

/** The file that holds the secret, when `npm start` keeps it itself; null when it was given in the environment. */
function ownFile({ BAILIWICK_STATE_DIR: directory, BAILIWICK_SECRET: secret }: Config): string | null {
  const file = join(directory ?? '.', 'secret')
  try {
    return readFileSync(file, 'utf8').split(/\s+/)[0] === secret ? file : null
  } catch {
    return null
  }
}

function begin(settings: Config): string[] {
  const file = ownFile(settings)
  if (file === null) {
    return [
      'Nothing is being replaced. Three restarts of every process, one process after the other, replace the secret:',
      '1. BAILIWICK_SECRET=<present>  BAILIWICK_SECRET_PREVIOUS=<new>',
      '2. BAILIWICK_SECRET=<new>      BAILIWICK_SECRET_PREVIOUS=<present>   then run this command again',
      '3. BAILIWICK_SECRET=<new>      alone, when `secret status` says so',
    ]
  }
  const fresh = `${file}.new`
  writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n${settings.BAILIWICK_SECRET ?? ''}\n`, {
    mode: 0o600,
  })
  renameSync(fresh, file)
  return [
    `Wrote a new secret as the first line of ${file}; the present one is the second. Keep a copy of the file.`,
    'Restart with `npm start`, then run this command again: it wraps everything under the new secret.',
  ]
}

/** The operator sees everything but the canaries, whose keys are wrapped under the secret as well. */
const SCOPES = [operatorScope, canaryPlatformScope] as const

/** What is still to be wrapped, with what the canaries hide from the operator. */
const withHidden = (found: SecretStatus, hidden: SecretStatus): SecretStatus => ({
  ...found,
  subjects: found.subjects + hidden.subjects,
  foreign: { ...hidden.foreign, ...found.foreign },
  mayDropSecond: found.mayDropSecond && hidden.mayDropSecond,
})

/** Replaces the secret of the installation, step by step. */
export const secretRotate: Command = {
  name: 'secret rotate',
  summary: 'replaces the secret of the installation, step by step, without a stop',
  options: {},
  async run(console) {
    const { settings } = console
    const second = settings.BAILIWICK_SECRET_PREVIOUS
    if (second === undefined) {
      const lines = begin(settings)
      return { json: { step: 'begin', lines }, lines }
    }
    const done = { dataKeys: 0, subjects: 0, chains: 0 }
    for (const scope of SCOPES) {
      const audit = await rewrapAudit(console.contextIn(scope))
      const { dataKeys } = await rewrapSecrets(console.contextIn(scope), {
        own: runtime(),
        secondSecret: second,
        onProgress: () => undefined,
      })
      done.dataKeys += dataKeys
      done.subjects += audit.subjects
      done.chains += audit.chains
    }
    return {
      json: { step: 'rewrapped', ...done },
      lines: [
        `wrapped ${done.dataKeys} data keys under the present secret`,
        `wrapped ${done.subjects} keys of subjects, and went on under it in ${done.chains} audit chains`,
        'The second secret may go when every process runs with the present one first: see `secret status`.',
      ],
    }
  },
}

/** Says what still depends on which secret. */
export const secretStatus: Command = {
  name: 'secret status',
  summary: 'says what still depends on a secret that is being replaced, and whether it may go',
  options: {},
  async run(console) {
    const hidden = await readSecretStatus(console.contextIn(canaryPlatformScope), runtime())
    const found = withHidden(await readSecretStatus(console.contextIn(operatorScope), runtime()), hidden)
    const { present, second, foreign, dataKeys, subjects, kept, unused, mayDropSecond } = found
    const others = Object.entries(foreign)
    return {
      json: { present, second, foreign, dataKeys, subjects, kept: [...kept], unused, mayDropSecond },
      lines: [
        `present secret:  ${present}, ${dataKeys} data keys`,
        `second secret:   ${second ?? 'none: nothing is being replaced'}`,
        ...others.map(([id, count]) => `${count} data keys still stand under ${id}: run \`secret rotate\``),
        ...(subjects === 0
          ? []
          : [`${subjects} keys of subjects still stand under another one: run \`secret rotate\``]),
        ...kept.map(({ id, since }) => `kept for old hashes, wrapped: ${id}, since ${since}`),
        `not used since:  ${unused.keys} API keys, ${unused.sources} sources; they keep working`,
        second === null
          ? ''
          : `the second secret ${mayDropSecond ? 'may be taken away; who signed in before signs in again' : 'is still needed'}`,
      ].filter((line) => line !== ''),
    }
  },
}
