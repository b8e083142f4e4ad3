/** Says that a list is cut, where it is. */
export function CutNote({
  more,
  what,
  most = 1000,
}: {
  readonly more: boolean
  readonly what: string
  readonly most?: number
}) {
  if (!more) return null
  return (
    <p className="px-3.5 py-2 text-small text-fg-2">
      The newest {most.toLocaleString('en-GB')} {what} are listed; choose a platform or a tenant to see its
      own.
    </p>
  )
}
