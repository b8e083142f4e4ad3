import type { Json } from '#lib/core/canonical-json.ts'
import type { Scope, ScopeRef } from '#lib/core/scope.ts'
import type { Config } from '#lib/infra/config/index.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'

/** What a command knows of the installation that it works on. */
export interface Console {
  /** A context with the rights of an operator admin in a scope. */
  readonly contextIn: (scope: Scope) => RequestContext
  /** The scope that an id names. Throws `not_found`. */
  readonly findScope: (ref: ScopeRef) => Promise<Scope>
  /** The settings of the running installation. */
  readonly settings: Config
}

/** The result of a command: the object that `--json` prints, and the lines that people read. */
export interface CommandResult {
  readonly json: { readonly [key: string]: Json }
  readonly lines: readonly string[]
  /** 1 when the command did its work and found something wrong, e.g. a broken audit chain. */
  readonly exitCode?: number
}

/** One option of a command. */
export interface CommandOption {
  /** What its value is, for the usage. */
  readonly help: string
  readonly required: boolean
  /** True when it may stand several times; the values are then joined by commas. */
  readonly repeatable?: boolean
}

/** The values that a command was called with, by the names of its options and of its positional word. */
export type CommandValues = Readonly<Record<string, string>>

/** One command of the command line. */
export interface Command {
  /** The words that call it, e.g. `platform create`. */
  readonly name: string
  readonly summary: string
  readonly options: Readonly<Record<string, CommandOption>>
  /** Name of a word that stands without a dash, e.g. the folder of `backup`. */
  readonly positional?: string
  /** True for a command of our own scripts, which the usage does not name. */
  readonly hidden?: boolean
  readonly run: (console: Console, values: CommandValues) => Promise<CommandResult>
}

/** Thrown for a call that cannot be understood: printed with the usage, exit code 1. */
export class UsageError extends Error {
  override name = 'UsageError'
}
