import { parseArgs } from 'node:util'
import { UsageError, type Command, type CommandValues } from './command.ts'

/** A call of the command line, understood. */
export interface ParsedCommand {
  readonly command: Command
  readonly values: CommandValues
  readonly asJson: boolean
}

/** One line per command, for `--help` and for calls that cannot be understood. */
export function usage(commands: readonly Command[]): string {
  const lines = commands
    .filter(({ hidden }) => hidden !== true)
    .map((command) => `  ${callOf(command).padEnd(64)} ${command.summary}`)
  return ['usage: npm run -s bailiwick -- COMMAND [options] [--json]', '', ...lines].join('\n')
}

function callOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, { required, help, repeatable }]) => {
    const option = `--${name} ${help}${repeatable === true ? ' …' : ''}`
    return required ? option : `[${option}]`
  })
  return [command.name, ...(command.positional === undefined ? [] : [command.positional]), ...options].join(
    ' ',
  )
}

/** Finds the command that `argv` calls and checks its options. Throws UsageError that names what is missing or unknown. */
export function parseCommand(commands: readonly Command[], argv: readonly string[]): ParsedCommand {
  const command = findCommand(commands, argv)
  const { values, positionals } = parseStrictly(command, argv)
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') given[name] = value
    if (Array.isArray(value)) given[name] = value.join(',')
  }
  Object.assign(given, readPositional(command, positionals.slice(command.name.split(' ').length)))
  for (const [name, { required, help }] of Object.entries(command.options)) {
    if (required && given[name] === undefined) throw new UsageError(`${command.name} needs --${name} ${help}`)
  }
  return { command, values: given, asJson: values['json'] === true }
}

function findCommand(commands: readonly Command[], argv: readonly string[]): Command {
  const words = argv.filter((word, index) => !word.startsWith('-') && !takesValue(argv[index - 1]))
  if (words.length === 0) throw new UsageError('which command?')
  const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
  if (command === undefined) throw new UsageError(`there is no command ${JSON.stringify(words.join(' '))}`)
  return command
}

function readPositional(command: Command, words: readonly string[]): Record<string, string> {
  const [given, ...more] = words
  const name = command.positional
  const unwanted = name === undefined ? given : more[0]
  if (unwanted !== undefined)
    throw new UsageError(`${command.name} does not take ${JSON.stringify(unwanted)}`)
  if (name === undefined) return {}
  if (given === undefined) throw new UsageError(`${command.name} needs ${name}`)
  return { [name]: given }
}

const takesValue = (word: string | undefined): boolean =>
  word !== undefined && word.startsWith('--') && word !== '--json' && !word.includes('=')

function parseStrictly(command: Command, argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      strict: true,
      options: {
        json: { type: 'boolean' },
        ...Object.fromEntries(
          Object.entries(command.options).map(([name, { repeatable = false }]) => [
            name,
            { type: 'string' as const, multiple: repeatable },
          ]),
        ),
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options cannot be understood')
  }
}
