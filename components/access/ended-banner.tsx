import { Note } from '#components/ui/note.tsx'

/** Above the sign-in form, for somebody whose session has just ended. */
export function EndedBanner({ why }: { why: string }) {
  return (
    <div role="status" className="px-10 pt-4 max-sm:px-4">
      <Note state="stale">{why} Sign in to go back to where you were.</Note>
    </div>
  )
}
