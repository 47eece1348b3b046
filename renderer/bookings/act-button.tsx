import { useTranslation } from 'react-i18next';
import { useBookings, useDesk } from '../store/desk.tsx';
import { ActButton as Button } from '../tables/act-button.tsx';
import { ACT_KEYS } from './bookings-keys.ts';
import { offered } from './bookings-state.ts';
import type { Act } from './bookings-state.ts';

/** An act of this screen. `onPress`: for one that is not the station's, an export. */
export function ActButton({ act, onPress }: { act: Act; onPress?: () => void }) {
  const { t } = useTranslation();
  const { acts } = useDesk().bookings;
  const offer = useBookings((state) => offered(state, act));
  const acting = useBookings((state) => state.acting === act);
  return (
    <Button
      act={act}
      words={t(`bookings.act.${act}`)}
      letter={ACT_KEYS[act]}
      offer={offer}
      acting={acting}
      notYours={t('bookings.notYours')}
      className={`bookings-act-${act}`}
      danger={act === 'end' || act === 'annul'}
      onPress={() => {
        if (act !== 'export') acts.press(act);
        else onPress?.();
      }}
    />
  );
}
