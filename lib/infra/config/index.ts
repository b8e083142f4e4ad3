import { ConfigError, loadConfig, type Config } from './env.ts'

export { ConfigError, reachableHost, type Config } from './env.ts'

let loaded: Config | undefined

/** The settings of this process, read from its environment the first time. Throws ConfigError when they are faulty. */
export function config(): Config {
  loaded ??= loadConfig(process.env)
  return loaded
}

/** A setting that `npm start` hands to its processes; throws ConfigError naming it when the process runs without. */
export function required<K extends keyof Config>(name: K): NonNullable<Config[K]> {
  const value = config()[name]
  if (value === undefined) {
    throw new ConfigError([`${name}: is not set; \`npm start\` sets it for its own processes`])
  }
  return value
}
