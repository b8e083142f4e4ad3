import { useText } from '#components/language/use-text.ts'
import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { ProfileView } from '#lib/modules/access/schemas.ts'
import { AsideHead } from './auth-frame.tsx'
import { roleText } from './role-word.ts'

/** Who is signed in, what opens once a second factor is enrolled, and until when. */
export function EnrolAside({ profile, sessionEnds }: { profile: ProfileView; sessionEnds: string }) {
  const t = useText('access-public')
  const roles = useText('roles')
  // A role and how wide it reaches, without the names that open later.
  const roleIn = ({ role, scope }: ProfileView['bindings'][number]): string =>
    t('enrol.roleIn', { role: roleText(roles, role), reach: scope.replace(/:.*$/, '') })
  return (
    <>
      <AsideHead title={t('enrol.opens')}>{t('enrol.opensText')}</AsideHead>
      <EvidenceCard title={profile.name}>
        <KeyValueList
          isLoose
          facts={[
            { label: t('enrol.signedInAs'), value: profile.email },
            ...profile.bindings.map((binding) => ({ label: t('enrol.role'), value: roleIn(binding) })),
            { label: t('enrol.ends'), value: <FullMoment at={sessionEnds} /> },
            { label: t('enrol.or'), value: t('enrol.orAfter') },
            { label: t('enrol.recorded'), value: t('enrol.recordedWhere') },
          ]}
        />
      </EvidenceCard>
      <p className="text-small text-fg-3">{t('enrol.apps')}</p>
    </>
  )
}
