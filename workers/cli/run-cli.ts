import { DomainError } from '#lib/core/errors.ts'
import { ConfigError } from '#lib/infra/config/index.ts'
import { UsageError, type Command } from './command.ts'
import type { OpenConsole } from './open-console.ts'
import { parseCommand, usage } from './parse-command.ts'

/** What the command line runs with: its commands, how to reach the installation, and where it prints. */
export interface CliParts {
  readonly commands: readonly Command[]
  readonly open: () => OpenConsole
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

const isHelp = (argv: readonly string[]): boolean =>
  argv.includes('--help') || argv.includes('-h') || argv[0] === 'help'

/**
 * Runs one call. The result goes to `out`, as lines for people or as one JSON object; whatever is wrong goes to `err`.
 * Returns the exit code.
 */
export async function runCli(argv: readonly string[], parts: CliParts): Promise<number> {
  const { commands, out, err } = parts
  if (isHelp(argv)) {
    out(usage(commands))
    return 0
  }
  try {
    const { command, values, asJson } = parseCommand(commands, argv)
    const opened = parts.open()
    try {
      const { json, lines, exitCode = 0 } = await command.run(opened.console, values)
      out(asJson ? JSON.stringify(json) : lines.join('\n'))
      return exitCode
    } finally {
      await opened.close()
    }
  } catch (error) {
    err(messageOf(error, commands))
    return 1
  }
}

function messageOf(error: unknown, commands: readonly Command[]): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage(commands)}`
  if (error instanceof DomainError || error instanceof ConfigError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
