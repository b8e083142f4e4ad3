'use client'
import { useText } from '#components/language/use-text.ts'
import { createPlatform } from '#components/tenancy/api/create-platform.ts'
import type { ButtonKind } from '#components/ui/button-class.ts'
import { Button } from '#components/ui/button.tsx'
import { NameDialog } from './name-dialog.tsx'
import { useMade } from './use-made.ts'

/** A button that opens the form for a new platform, and leads to the platform once it is there. */
export function CreatePlatform({ scope, kind = 'default' }: { scope: string; kind?: ButtonKind }) {
  const t = useText('dashboards')
  const { isOpen, open, close, goTo } = useMade()
  return (
    <>
      <Button icon="plus" kind={kind} onClick={open}>
        {t('create.platform')}
      </Button>
      <NameDialog
        isOpen={isOpen}
        onClose={close}
        title={t('create.platform')}
        text={t('create.platformText')}
        label={t('create.platformName')}
        submitLabel={t('create.platformDo')}
        input={(name) => ({ name })}
        schema={async () => (await import('#lib/modules/tenancy/schemas.ts')).createPlatformInput}
        mutation={{
          ...createPlatform(scope),
          onSuccess: ({ id, name }) => goTo(`/?scope=platform:${id}`, t('create.platformDone', { name })),
        }}
      />
    </>
  )
}
