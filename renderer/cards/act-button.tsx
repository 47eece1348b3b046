import { useTranslation } from 'react-i18next';
import { useCards, useDesk } from '../store/desk.tsx';
import { ActButton as Button } from '../tables/act-button.tsx';
import { ACT_KEYS } from './cards-keys.ts';
import { offered } from './cards-state.ts';
import type { Act } from './cards-state.ts';

/** An act of this screen. `onPress`: for one that is not the station's, an export. */
export function ActButton({ act, onPress }: { act: Act; onPress?: () => void }) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const offer = useCards((state) => offered(state, act));
  const acting = useCards((state) => state.acting === act);
  return (
    <Button
      act={act}
      words={t(`cards.act.${act}`)}
      letter={ACT_KEYS[act]}
      offer={offer}
      acting={acting}
      notYours={t('cards.notYours')}
      className={`cards-act-${act}`}
      danger={act === 'end'}
      onPress={() => {
        if (act !== 'export') acts.press(act);
        else onPress?.();
      }}
    />
  );
}
