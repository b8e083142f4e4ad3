import { Age } from '#components/ui/time.tsx'

/** When a credential was last used; on a phone, where there is no head above it, it says so. */
export function LastUsed({ at, address = null }: { at: string | null; address?: string | null }) {
  return (
    <span
      className={at === null ? 'text-fg-3' : undefined}
      title={address === null ? undefined : `from ${address}`}
    >
      <span className="sm:hidden">{at === null ? 'used ' : 'last used '}</span>
      {at === null ? 'never' : <Age at={at} />}
    </span>
  )
}
