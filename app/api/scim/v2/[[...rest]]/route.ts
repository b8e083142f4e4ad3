import { scimElsewhere } from '#app/api/scim/scim-kit.ts'

export const GET = scimElsewhere
export const POST = scimElsewhere
export const PUT = scimElsewhere
export const PATCH = scimElsewhere
export const DELETE = scimElsewhere
