import { z } from 'zod'
import { canonicalJson, type Json } from '#lib/core/canonical-json.ts'
import { PERMISSIONS, ROLES, grantOf, type Permission } from '#lib/core/permissions.ts'
import { trustParsed } from '#lib/core/unsafe.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { secretField } from './domain/secret-field.ts'

/** Who asked and who approved, for the audit entries of the action. */
export interface ApprovedBy {
  /** The request, to write down beside what is done. */
  readonly approvalId: string
  readonly requestedBy: { readonly id: string; readonly name: string }
  /** Null when 24 hours took the place of a second person. */
  readonly approvedBy: { readonly id: string; readonly name: string } | null
}

/** Something that nobody does alone, as the module that owns it declares it. */
export interface ApprovableDefinition<Schema extends z.ZodType> {
  /** `noun.verb`, unique in the installation; also the action of its audit entry. */
  readonly action: string
  /** The permission that whoever asks and whoever approves both hold. */
  readonly permission: Permission
  /** Ids, names and choices only: the input is kept and shown. */
  readonly inputSchema: Schema
  /** What it would be done to, in words. Throws `not_found` for what the scope does not have. */
  describe(ctx: RequestContext, input: z.output<Schema>): Promise<string>
  /**
   * Does it, as the system in the scope of the request, and says in one sentence what was done. May run twice after a crash.
   * What it throws as a DomainError is shown to whoever asked.
   */
  perform(ctx: RequestContext, input: z.output<Schema>, by: ApprovedBy): Promise<string>
}

/** An approvable whose input type is hidden behind its schema: lists hold these. */
export interface Approvable {
  readonly action: string
  readonly permission: Permission
  /** Canonical JSON of a valid input. Throws `invalid_input` that names the field. */
  parse(input: unknown): string
  describe(ctx: RequestContext, input: string): Promise<string>
  perform(ctx: RequestContext, input: string, by: ApprovedBy): Promise<string>
}

const NAME = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/
const needsTwo = (permission: Permission): boolean =>
  ROLES.some((role) => ['second', 'step_up_second'].includes(grantOf(role, permission) ?? ''))

/**
 * Declares something that needs a second person. Throws RangeError at start-up for a name that cannot work, and for a
 * permission that nobody holds with a second person.
 */
export function defineApprovable<Schema extends z.ZodType>(
  definition: ApprovableDefinition<Schema>,
): Approvable {
  const { action, permission, inputSchema } = definition
  if (!NAME.test(action)) throw new RangeError(`approvable ${action}: a name is noun.verb in lower case`)
  if (!PERMISSIONS.includes(permission) || !needsTwo(permission))
    throw new RangeError(`approvable ${action}: the access table asks for no second person for ${permission}`)
  const read = (text: string): z.output<Schema> =>
    trustParsed<z.output<Schema>>(parseInput(inputSchema, JSON.parse(text)))
  return {
    action,
    permission,
    parse(input) {
      const parsed: unknown = parseInput(z.object({ input: inputSchema }), { input })
      const json: Json = z.object({ input: z.json() }).parse(parsed).input
      const secret = secretField(json)
      if (secret !== null) throw new RangeError(`approvable ${action}: ${secret} looks like a secret`)
      return canonicalJson(json)
    },
    describe: async (ctx, input) => await definition.describe(ctx, read(input)),
    perform: async (ctx, input, by) => await definition.perform(ctx, read(input), by),
  }
}
