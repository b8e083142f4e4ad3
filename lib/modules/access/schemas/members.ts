import { z } from 'zod'
import { LANGUAGES } from '#lib/core/language.ts'
import { MEMBER_SORTS } from '../domain/member-sorts.ts'
import { emailAddress, id, line, role, scopeParam, time, timeZone, typedPassword } from './fields.ts'

/** Input of `inviteMember`: the scope is that of the request. */
export const inviteMemberInput = z.strictObject({
  email: emailAddress,
  name: line("the member's name"),
  role,
  /** When the role ends; without it, the role has no end. */
  roleUntil: time.optional(),
})
/** Input of `inviteMember`. */
export type InviteMemberInput = z.input<typeof inviteMemberInput>

/** An invitation as pages and the API show it; its token is only ever in the mail. */
export const invitationView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  scope: scopeParam,
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** When the role ends that it offers; null for one without an end. */
  roleUntil: z.iso.datetime().nullable(),
})
/** An invitation as pages and the API show it. */
export type InvitationView = z.infer<typeof invitationView>

/** The token from the link of an invitation. */
const invitationToken = z
  .string('the token from the link in the mail')
  .trim()
  .min(1, 'the token from the link in the mail')
  .max(100, 'the token from the link in the mail')

/** Input of `previewInvitation`, which changes nothing. */
export const previewInvitationInput = z.strictObject({ token: invitationToken })
/** Input of `previewInvitation`. */
export type PreviewInvitationInput = z.input<typeof previewInvitationInput>
/** Output of `previewInvitation`. With `isMember` it is accepted signed in, as the member with this address. */
export const previewInvitationOutput = z.object({
  email: z.string(),
  name: z.string(),
  role: z.string(),
  scopeKind: z.enum(['operator', 'platform', 'tenant']),
  scopeName: z.string(),
  invitedBy: z.string(),
  expiresAt: z.iso.datetime(),
  isMember: z.boolean(),
  /** Address of whoever is signed in in this browser. */
  signedInAs: z.string().nullable(),
})
/** Output of `previewInvitation`. */
export type PreviewInvitationOutput = z.infer<typeof previewInvitationOutput>

/** Input of `acceptInvitation`: the password of the new member. */
export const acceptInvitationInput = z.strictObject({
  token: invitationToken,
  name: line('your name').optional(),
  password: typedPassword,
})
/** Input of `acceptInvitation`. */
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>
/** Output of `acceptInvitation`: the address to sign in with, and the scope that is now open. */
export const acceptInvitationOutput = z.object({ email: z.string(), scope: scopeParam })
/** Output of `acceptInvitation`. */
export type AcceptInvitationOutput = z.infer<typeof acceptInvitationOutput>

/** Input of `revokeInvitation`. */
export const revokeInvitationInput = z.strictObject({ invitationId: id })
/** Input of `revokeInvitation`. */
export type RevokeInvitationInput = z.input<typeof revokeInvitationInput>

/** Input of `resendInvitation`. */
export const resendInvitationInput = z.strictObject({ invitationId: id })
/** Input of `resendInvitation`. */
export type ResendInvitationInput = z.input<typeof resendInvitationInput>

/** A role binding as pages and the API show it. */
export const bindingView = z.object({
  id: z.string(),
  role: z.string(),
  scope: scopeParam,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
})
/** A role binding as pages and the API show it. */
export type BindingView = z.infer<typeof bindingView>

const memberFilter = {
  /** Part of the name or of the address. */
  text: line('what is looked for').optional(),
  sort: z.enum(MEMBER_SORTS, `one of ${MEMBER_SORTS.join(', ')}`).default('since'),
}
/** Input of `exportMembers`. */
export const exportMembersInput = z.strictObject({
  ...memberFilter,
  format: z.enum(['csv', 'json'], 'csv or json').default('csv'),
})
/** Input of `exportMembers`. */
export type ExportMembersInput = z.input<typeof exportMembersInput>
/** Input of `listMembers`: a page of at most 200, after the member with the id `after`. */
export const listMembersInput = z.strictObject({
  ...memberFilter,
  after: id.optional(),
  limit: z.coerce
    .number('a number of members, e.g. 50')
    .int('a whole number of members')
    .min(1, 'at least 1 member')
    .max(200, 'at most 200 members at once')
    .default(100),
})
/** Input of `listMembers`. */
export type ListMembersInput = z.input<typeof listMembersInput>
/** A member with the bindings that the scope can see. */
export const memberView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  state: z.enum(['active', 'disabled']),
  timeZone: z.string(),
  createdAt: z.iso.datetime(),
  bindings: z.array(bindingView),
})
/** A member with the bindings that the scope can see. */
export type MemberView = z.infer<typeof memberView>
/** Output of `listMembers`: `next` is the `after` of the next page; open invitations come with the first one. */
export const listMembersOutput = z.object({
  members: z.array(memberView),
  invitations: z.array(invitationView),
  next: z.string().nullable(),
  /** How many members all pages have. */
  total: z.int(),
})
/** Output of `listMembers`. */
export type ListMembersOutput = z.infer<typeof listMembersOutput>

/** Input of `bindRole`: gives a member of the scope a further role in it. */
export const bindRoleInput = z.strictObject({ memberId: id, role, expiresAt: time.optional() })
/** Input of `bindRole`. */
export type BindRoleInput = z.input<typeof bindRoleInput>

/** Input of `removeBinding`. */
export const removeBindingInput = z.strictObject({ bindingId: id })
/** Input of `removeBinding`. */
export type RemoveBindingInput = z.input<typeof removeBindingInput>

/** The language of the own pages; null for what the browser asks for. */
const language = z.enum(LANGUAGES, 'en or ms, or null for what the browser asks for').nullable()
/** Whose time zone the own pages are in. */
const pageZone = z.enum(['browser', 'profile'], 'browser or profile')

/** The own profile, with every binding of the member. */
export const profileView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  timeZone: z.string(),
  language,
  pageZone,
  /** True once a second factor is enrolled: an authenticator app or a passkey. */
  hasFactor: z.boolean(),
  /** False for whoever comes by sign-on or by passkey alone. */
  hasPassword: z.boolean(),
  hasAuthenticator: z.boolean(),
  passkeys: z.number().int(),
  recoveryCodesLeft: z.number().int(),
  stepUpUntil: z.iso.datetime().nullable(),
  bindings: z.array(bindingView),
})
/** The own profile, with every binding of the member. */
export type ProfileView = z.infer<typeof profileView>

/** Input of `updateProfile`: what is left out stays. */
export const updateProfileInput = z.strictObject({
  name: line('your name').optional(),
  timeZone: timeZone.optional(),
  language: language.optional(),
  pageZone: pageZone.optional(),
})
/** Input of `updateProfile`. */
export type UpdateProfileInput = z.input<typeof updateProfileInput>
