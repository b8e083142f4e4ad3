/** Says that a list is cut, where it is. */
export function CutNote({ more, what }: { readonly more: boolean; readonly what: string }) {
  if (!more) return null
  return (
    <p className="px-3.5 py-2 text-small text-fg-2">
      The newest 1,000 {what} are listed; choose a platform or a tenant to see its own.
    </p>
  )
}
