import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { loadConfig, type Config } from '#lib/infra/config/env.ts'
import { choosePorts, PORTS, type PortName, type PortWish } from './ports.ts'

/** Names and values as an environment has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The validated settings of this start, and the environment that they came from. */
export interface Settings {
  readonly config: Config
  /** The real environment over the file `.env`, with the ports that were chosen. */
  readonly environment: Environment
  /** Ports that are not the default, because it was taken. */
  readonly moved: readonly string[]
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== ''

/**
 * The file `.env` of the checkout (or the one that BAILIWICK_ENV_FILE names) under the real environment, which wins.
 * Empty values count as absent.
 */
function readEnvironment(checkout: string, real: Environment): Environment {
  const file = resolve(checkout, real['BAILIWICK_ENV_FILE'] ?? '.env')
  const filed = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const given = Object.entries(real).filter(([, value]) => isSet(value))
  return { ...filed, ...Object.fromEntries(given) }
}

const isPortName = (name: string): name is PortName => Object.hasOwn(PORTS, name)
const PORT_NAMES = Object.keys(PORTS).filter(isPortName)

/** Reads and validates all settings and chooses the ports. Throws ConfigError, or the sentence about a taken port. */
export async function readSettings(checkout: string, real: Environment): Promise<Settings> {
  const environment = readEnvironment(checkout, real)
  const asked = loadConfig(environment)
  const wish = (name: PortName): PortWish => ({
    name,
    port: asked[name],
    isGiven: isSet(environment[name]),
    // web and engine serve others, the rest only this machine
    host: name === 'PORT' || name === 'ENGINE_PORT' ? asked.HOST : '127.0.0.1',
  })
  const ports = await choosePorts(PORT_NAMES.map(wish))
  const chosen = {
    ...environment,
    ...Object.fromEntries([...ports].map(([name, port]) => [name, String(port)])),
  }
  const moved = [...ports]
    .filter(([name, port]) => port !== asked[name])
    .map(
      ([name, port]) => `port ${asked[name]} is taken: ${PORTS[name]} uses ${port} (set ${name} to choose)`,
    )
  return { config: loadConfig(chosen), environment: chosen, moved }
}
