import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { ProfileView } from '#lib/modules/access/schemas.ts'
import { AsideHead } from './auth-frame.tsx'
import { roleWord } from './role-word.ts'

/** `Operator admin, operator`: a role and how wide it reaches, without the names that open later. */
const reach = ({ role, scope }: ProfileView['bindings'][number]): string =>
  `${roleWord(role)}, ${scope === 'operator' ? 'all platforms' : scope.startsWith('platform:') ? 'one platform' : 'one tenant'}`

/** Who is signed in, what opens once a second factor is enrolled, and until when. */
export function EnrolAside({ profile, sessionEnds }: { profile: ProfileView; sessionEnds: string }) {
  return (
    <>
      <AsideHead title="What this factor opens">Until it is enrolled, nothing else does.</AsideHead>
      <EvidenceCard title={profile.name}>
        <KeyValueList
          isLoose
          facts={[
            { label: 'Signed in as', value: profile.email },
            ...profile.bindings.map((binding) => ({ label: 'Role', value: reach(binding) })),
            { label: 'Session ends', value: <FullMoment at={sessionEnds} /> },
            { label: 'Or', value: 'after 60 m without a request' },
            { label: 'Recorded', value: 'in the audit chain, with time and address' },
          ]}
        />
      </EvidenceCard>
      <p className="text-small text-fg-3">
        Any app that knows time-based codes (RFC 6238) will do. The clock of the phone has to be right to a
        few seconds.
      </p>
    </>
  )
}
