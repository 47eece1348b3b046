import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBookings, useDesk } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { saveLists } from './export-lists.ts';
import { FiguresBar } from './figures-bar.tsx';
import { Lists } from './lists.tsx';
import { Panels } from './panels.tsx';
import { useBookingsKeys } from './use-bookings-keys.ts';
import { errorSentence } from './words.ts';
import './bookings.css';

/** Who comes today, and what platforms have sold, given and forbidden (ui.md). */
export function BookingsScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { store } = desk.bookings;
  const exportShown = useExport();
  useEffect(() => store.open(), [store]);
  useBookingsKeys(desk, exportShown);
  return (
    <div className="bookings" data-testid="bookings">
      <AskingStrip title={t('bookings.title')} />
      <div className="screen-main">
        <Content exportShown={exportShown} />
        <Panels />
      </div>
    </div>
  );
}

function Content({ exportShown }: { exportShown: () => void }) {
  const { t } = useTranslation();
  const loaded = useBookings(({ figures }) => figures !== null);
  const failure = useBookings((state) => state.failure);
  const warning = failure === null ? null : errorSentence(t, failure);
  return (
    <ScreenContent
      name="bookings"
      loaded={loaded}
      warning={warning}
      loading={t('bookings.loading')}
      asksAgain={t('bookings.asksAgain')}
      lastKnown={t('bookings.lastKnown')}
    >
      <FiguresBar />
      <Lists exportShown={exportShown} />
    </ScreenContent>
  );
}

function useExport(): () => void {
  const { t } = useTranslation();
  const { bridge, bookings } = useDesk();
  return useCallback(() => {
    bookings.acts.export(() => saveLists(t, bridge, bookings.store.getState(), Date.now()));
  }, [t, bridge, bookings]);
}
