'use client'
import { createPlatform } from '#components/tenancy/api/create-platform.ts'
import type { ButtonKind } from '#components/ui/button-class.ts'
import { Button } from '#components/ui/button.tsx'
import { NameDialog } from './name-dialog.tsx'
import { useMade } from './use-made.ts'

/** A button that opens the form for a new platform, and leads to the platform once it is there. */
export function CreatePlatform({ scope, kind = 'default' }: { scope: string; kind?: ButtonKind }) {
  const { isOpen, open, close, goTo } = useMade()
  return (
    <>
      <Button icon="plus" kind={kind} onClick={open}>
        Create a platform
      </Button>
      <NameDialog
        isOpen={isOpen}
        onClose={close}
        title="Create a platform"
        text="A platform is one of the systems that you operate. Its tenants, services, rules and incidents stay inside it. It needs your second factor."
        label="Name of the platform"
        submitLabel="Create platform"
        input={(name) => ({ name })}
        schema={async () => (await import('#lib/modules/tenancy/schemas.ts')).createPlatformInput}
        mutation={{
          ...createPlatform(scope),
          onSuccess: ({ id, name }) => goTo(`/?scope=platform:${id}`, `Platform ${name} is created.`),
        }}
      />
    </>
  )
}
