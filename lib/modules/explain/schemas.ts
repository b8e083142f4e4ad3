import { z } from 'zod'

/** The answer that carries a `Measured` figure; `value` is the schema of what was measured. */
export const measuredSchema = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value: value.nullable(),
    unit: z.string(),
    asOf: z.iso.datetime(),
    ageSeconds: z.number().nonnegative(),
    formula: z.string(),
    inputs: z
      .array(
        z.object({
          label: z.string(),
          value: z.string().exactOptional(),
          href: z.string().startsWith('/'),
        }),
      )
      .readonly(),
    exclusions: z.array(z.string()).readonly(),
    codeVersion: z.string(),
    recompute: z.string().nullable(),
    missing: z.object({ reason: z.string(), filledBy: z.string() }).exactOptional(),
    partial: z.object({ have: z.number().int(), of: z.number().int(), what: z.string() }).exactOptional(),
  })
