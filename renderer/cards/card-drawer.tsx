import { Alert, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CardFields, CardFile } from '../../electron/contract/cards.ts';
import { dateTime } from '../clock/beijing.ts';
import { Plate } from '../plate/plate.tsx';
import { useCards, useDesk } from '../store/desk.tsx';
import { Audit } from '../tables/audit.tsx';
import { SideDrawer } from '../tables/side-drawer.tsx';
import { ActButton } from './act-button.tsx';
import { changesOf } from './act-changes.ts';
import { Standing } from './card-table.tsx';
import { actWords, errorSentence, timeWords, valueWords } from './words.ts';

const SHOWN: readonly (keyof CardFields)[] = ['kind', 'holder', 'phone', 'carsInside', 'monthlyPrice', 'remark'];

/** One card with all that is known of it, and what can be done with it. */
export function CardDrawer({ no }: { no: string }) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const file = useCards((state) => (state.file?.card.no === no ? state.file : null));
  return (
    <SideDrawer
      size={620}
      title={`${t('cards.column.no')} ${no}`}
      acts={
        <span className="cards-drawer-acts">
          <ActButton act="extend" />
          <ActButton act="change" />
          <ActButton act="end" />
        </span>
      }
      onBack={() => {
        acts.back();
      }}
    >
      <div className="cards-drawer" data-testid="card">
        <Failed />
        {file === null ? <Spin className="lists-wait" /> : <File file={file} />}
      </div>
    </SideDrawer>
  );
}

function File({ file }: { file: CardFile }) {
  const { t } = useTranslation();
  const day = useCards(({ page }) => page?.day ?? '');
  const { card, inside } = file;
  return (
    <>
      <p className="cards-drawer-head">
        {card.plates.map(({ plate, colour }) => (
          <Plate key={plate} text={plate} colour={colour ?? 'unknown'} marked={[]} />
        ))}
      </p>
      <dl className="cards-known">
        <div>
          <dt>{t('cards.column.time')}</dt>
          <dd>
            {timeWords(t, card.from, card.to)} <Standing card={card} day={day} />
          </dd>
        </div>
        {SHOWN.map((column) => (
          <div key={column}>
            <dt>{t(`cards.column.${column}`)}</dt>
            <dd>{valueWords(t, column, card)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('cards.inside')}</dt>
          <dd data-testid="card-inside">
            {inside.length === 0
              ? t('cards.nobodyInside')
              : inside.map(({ plate, enteredAt, entrance }) => (
                  <span key={plate}>
                    {plate} {t('cards.insideSince', { time: dateTime(enteredAt), entrance })}
                  </span>
                ))}
          </dd>
        </div>
      </dl>
      <h3 className="cards-drawer-title">{t('cards.history')}</h3>
      <Audit
        testId="card-acts"
        entries={changesOf(file).map(({ act, changes }) => ({
          key: act.id,
          at: act.at,
          kind: act.kind,
          what: t(`cards.did.${act.kind}`),
          words: [act.who, ...actWords(t, act, changes)],
        }))}
      />
    </>
  );
}

/** An act that did not come about is said where it was done. */
function Failed() {
  const { t } = useTranslation();
  const outcome = useCards((state) => state.outcome);
  if (outcome === null || outcome.ok) return null;
  const words = t('cards.failed', { act: t(`cards.act.${outcome.act}`), words: errorSentence(t, outcome.code) });
  return <Alert type="warning" showIcon title={words} data-testid="card-failed" />;
}
