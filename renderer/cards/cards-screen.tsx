import { Alert, Spin } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCards, useDesk } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { CardList } from './card-list.tsx';
import { Panels } from './panels.tsx';
import { useCardsKeys } from './use-cards-keys.ts';
import { useExport } from './use-export.tsx';
import { errorSentence } from './words.ts';
import './cards.css';

/** Month cards and the free list: found, added, extended, ended, taken in and saved as tables. */
export function CardsScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { store } = desk.cards;
  const { ask, question } = useExport();
  useEffect(() => store.open(), [store]);
  useCardsKeys(desk, ask);
  return (
    <div className="cards" data-testid="cards">
      <AskingStrip title={t('cards.title')} />
      <div className="cards-main">
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
  if (!loaded) {
    return (
      <div className="cards-nothing" aria-busy="true" data-testid="cards-loading">
        {warning === null ? <Spin size="large" /> : <Alert type="warning" showIcon title={warning} />}
        <p className="dim">{t(warning === null ? 'cards.loading' : 'cards.asksAgain')}</p>
      </div>
    );
  }
  return (
    <>
      {warning !== null && (
        <Alert
          type="warning"
          showIcon
          banner
          title={warning}
          description={t('cards.lastKnown')}
          data-testid="cards-failure"
        />
      )}
      <CardList exportShown={exportShown} />
    </>
  );
}
