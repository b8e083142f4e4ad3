/** Details of an error as RFC 7644 §3.12 names them. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'

/** A refusal in the words of SCIM; `message` is for the administrator of the identity provider. */
export class ScimError extends Error {
  override name = 'ScimError'
  readonly status: number
  readonly scimType: ScimType | null

  constructor(status: number, scimType: ScimType | null, message: string) {
    super(message)
    this.status = status
    this.scimType = scimType
  }
}

/** The one answer for a missing resource and for one of another tenant. */
export const scimNotFound = (): ScimError =>
  new ScimError(404, null, 'There is no resource with this id behind this token.')

/** A value that an attribute does not take. */
export const invalidValue = (attribute: string, problem: string): ScimError =>
  new ScimError(400, 'invalidValue', `${attribute}: ${problem}`)

/** The body of an error (RFC 7644 §3.12). */
export const scimErrorBody = ({
  status,
  scimType,
  message,
}: ScimError): Readonly<Record<string, unknown>> => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  ...(scimType === null ? {} : { scimType }),
  detail: message,
})
