import { randomUUID } from 'node:crypto';
import type { Access } from './access/access.ts';
import type { Settings } from './settings.ts';
import { openTestStand } from './test-stand.ts';
import type { Trials } from './trials/trials.ts';

type StandParts = Parameters<typeof openTestStand>[0];
type Bound = 'draft' | 'putSecret' | 'audit' | 'once';

/** The test stand over the draft of the settings, its acts under the name of whoever sits at the desk. */
export function openTrials(parts: Omit<StandParts, Bound> & { access: Access; settings: () => Settings }): Trials {
  const { access, settings, ...stand } = parts;
  return openTestStand({
    ...stand,
    draft: () => settings().draft(),
    putSecret(name, value) {
      const by = access.desk.person();
      if (by === null) return;
      const note = access.acts.once(randomUUID(), 'setup.put-secret', by.id);
      access.acts.during({ input: { name }, actor: by }, () => settings().desk.putSecret({ name, value }, by, note));
    },
    audit: (who, what, about) => access.trail.note(who, what, 'done', about),
    once: (command, who) => access.acts.once(randomUUID(), command, who.id),
  });
}
