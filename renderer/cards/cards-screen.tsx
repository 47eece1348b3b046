import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCards, useDesk } from '../store/desk.tsx';
import type { Screen } from '../store/attention-store.ts';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { CardList } from './card-list.tsx';
import { Panels } from './panels.tsx';
import { useCardsKeys } from './use-cards-keys.ts';
import { useExport } from './use-export.tsx';
import { errorSentence } from './words.ts';
import './cards.css';

/** Month cards and the free list: found, added, extended, ended, taken in and saved as tables. */
export function CardsScreen({ visit }: { visit: Extract<Screen, { kind: 'cards' }> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { store } = desk.cards;
  const { ask, question } = useExport();
  useEffect(() => store.open(visit.no), [store, visit]);
  useCardsKeys(desk, ask);
  return (
    <div className="cards" data-testid="cards">
      <AskingStrip title={t('cards.title')} />
      <div className="screen-main">
        <Content exportShown={ask} />
        <Panels />
        {question}
      </div>
    </div>
  );
}

function Content({ exportShown }: { exportShown: () => void }) {
  const { t } = useTranslation();
  const loaded = useCards(({ page }) => page !== null);
  const failure = useCards((state) => state.failure);
  const warning = failure === null ? null : errorSentence(t, failure);
  return (
    <ScreenContent
      name="cards"
      loaded={loaded}
      warning={warning}
      loading={t('cards.loading')}
      asksAgain={t('cards.asksAgain')}
      lastKnown={t('cards.lastKnown')}
    >
      <CardList exportShown={exportShown} />
    </ScreenContent>
  );
}
