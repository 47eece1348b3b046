import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../../electron/contract/commands.ts';
import type { Effect } from '../../../electron/contract/setup.ts';
import { ReasonModal } from '../../dialogs/reason-modal.tsx';
import { useSetupStore, useSetupView } from '../use-setup.ts';

/** Why the site file is written: kept with what it changed. */
export function SaveDialog({ onClose, onSaved }: { onClose: () => void; onSaved: (effect: Effect) => void }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { mode, effect } = useSetupView();
  const [refusal, setRefusal] = useState<CommandError['code'] | null>(null);
  const first = mode === 'first';
  return (
    <ReasonModal
      title={t(first ? 'setup.save.firstTitle' : 'setup.save.title')}
      {...(effect !== null && !first && { hint: t(`setup.effect.${effect}.long`) })}
      ready={t(first ? 'setup.save.firstReady' : 'setup.save.ready', { returnObjects: true }) as unknown as string[]}
      onCancel={onClose}
      onChoose={(because = '') => {
        void store.save(because).then((result) => {
          if (result.ok) onSaved(result.value.effect);
          else setRefusal(result.error.code);
        });
      }}
    >
      {refusal !== null && (
        <Alert type="error" showIcon title={t(refusal === 'gone' ? 'setup.overtaken' : `error.${refusal}`)} />
      )}
    </ReasonModal>
  );
}
