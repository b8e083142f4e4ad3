import { defineRoute } from '#app/api/route-kit.ts'
import { readProfile, updateProfile } from '#lib/modules/access/index.ts'
import { profileView, updateProfileInput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows the own profile with every role that the member holds.',
  permission: 'profile:read-own',
  response: profileView,
  handler: async (ctx) => await readProfile(ctx),
})

export const PATCH = defineRoute({
  summary: 'Changes the own name or time zone.',
  permission: 'profile:write',
  body: updateProfileInput,
  response: profileView,
  handler: async (ctx, { body }) => await updateProfile(ctx, body),
})
