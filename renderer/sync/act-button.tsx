import { useTranslation } from 'react-i18next';
import { useDesk, useSync } from '../store/desk.tsx';
import { ActButton as Button } from '../tables/act-button.tsx';
import { offered } from './offered.ts';
import { ACT_KEYS } from './sync-keys.ts';
import type { Act } from './sync-state.ts';

/** An act of this screen. `onPress`: for one that is not the station's, an export. */
export function ActButton({ act, onPress }: { act: Act; onPress?: () => void }) {
  const { t } = useTranslation();
  const { acts } = useDesk().sync;
  const offer = useSync((state) => offered(state, act));
  const acting = useSync((state) => state.acting === act);
  return (
    <Button
      act={act}
      words={t(`sync.act.${act}`)}
      letter={ACT_KEYS[act]}
      offer={offer}
      acting={acting}
      notYours={t('sync.notYours')}
      className={`sync-act-${act}`}
      danger={act === 'dismiss' || act === 'refuse-refund'}
      primary={act === 'retry' || act === 'accept-refund'}
      onPress={() => {
        if (act !== 'export') acts.press(act);
        else onPress?.();
      }}
    />
  );
}
