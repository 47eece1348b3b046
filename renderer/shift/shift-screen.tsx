import { Alert, Empty } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView } from '../../electron/contract/shift.ts';
import { dayTime, stayLength } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { yuan } from '../exit/money.ts';
import { usePapers } from '../reports/report-acts.tsx';
import type { Papers } from '../reports/report-acts.tsx';
import { differenceWords, shiftLine } from '../reports/shift-words.ts';
import { useDesk, useShift } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { CountForm } from './count-form.tsx';
import { Ended } from './ended.tsx';
import { lastCount, needsReason } from './hand-over.ts';
import { nextPerson } from './next-person.ts';
import { Sure, Takers } from './takers.tsx';
import { Told } from './told.tsx';
import { useShiftKeys } from './use-shift-keys.ts';
import '../tables/lists.css';
import './shift.css';

/** The open shift and its hand-over: count first, then hear what should be there, then say who takes over (ui.md). */
export function ShiftScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { shift: store } = desk;
  const view = useShift((state) => state.view);
  const failure = useShift((state) => state.failure);
  const papers = usePapers();
  useEffect(() => store.visit(), [store]);
  useShiftKeys(desk, papers.send);
  return (
    <div className="shift" data-testid="shift">
      <AskingStrip title={t('shift.title')} />
      <div className="screen-main">
        <ScreenContent
          name="shift"
          loaded={view !== null}
          warning={failure === null ? null : t([`shift.refused.${failure}`, `error.${failure}`])}
          loading={t('shift.loading')}
          asksAgain={t('shift.asksAgain')}
          lastKnown={t('shift.lastKnown')}
        >
          {view !== null && <Shown view={view} papers={papers} />}
        </ScreenContent>
      </div>
    </div>
  );
}

function Shown({ view, papers }: { view: ShiftView; papers: Papers }) {
  const desk = useDesk();
  const step = useShift((state) => state.step);
  if (step.at === 'ended' || step.at === 'overtaken')
    return (
      <div className="lists">
        <Ended
          last={view.last?.id === step.shift ? view.last : null}
          overtaken={step.at === 'overtaken'}
          papers={papers}
          onNext={() => {
            nextPerson(desk);
          }}
        />
      </div>
    );
  if (view.open === null) return <NoneOpen view={view} />;
  return (
    <div className="shift-main lists">
      <Standing view={view} open={view.open} />
      <div className="shift-step" key={step.at === 'count' ? `count ${view.open.counts.length}` : step.at}>
        <Chosen view={view} store={desk.shift} />
      </div>
    </div>
  );
}

function Chosen({ view, store }: { view: ShiftView; store: ReturnType<typeof useDesk>['shift'] }) {
  const { t } = useTranslation();
  const step = useShift((state) => state.step);
  const busy = useShift((state) => state.busy);
  const count = lastCount(view);
  switch (step.at) {
    case 'none':
    case 'ended':
    case 'overtaken':
      return null;
    case 'count':
      return (
        <>
          <h3>{t('shift.count.title')}</h3>
          {step.moved && <Alert type="warning" showIcon title={t('shift.count.moved')} data-testid="count-moved" />}
          <p className="dim">{t('shift.count.blind')}</p>
          <CountForm busy={busy} onCount={(fen) => void store.count(fen)} />
        </>
      );
    case 'told':
      return count === null ? null : (
        <Told count={count} reason={needsReason(view)} onAgain={store.countAgain} onGoOn={store.goOn} />
      );
    case 'to':
      return <Takers people={view.people} onChoose={store.choose} />;
    case 'sure':
      return (
        <Sure
          to={step.to}
          because={step.because}
          difference={count === null ? '' : differenceWords(t, count)}
          busy={busy}
          onSure={() => void store.handOver()}
          onBack={store.back}
        />
      );
  }
}

/** The shift as it stands, without a word of what the drawer should hold. */
function Standing({ view, open }: { view: ShiftView; open: NonNullable<ShiftView['open']> }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <aside className="shift-standing" data-testid="standing">
      <h3>{t('shift.standing', { name: open.person.name })}</h3>
      <dl>
        <dt>{t('shift.column.no')}</dt>
        <dd>{open.id}</dd>
        <dt>{t('shift.column.begun')}</dt>
        <dd>{dayTime(open.begunAt)}</dd>
        <dt>{t('shift.column.length')}</dt>
        <dd>{stayLength(t, open.begunAt, now)}</dd>
        <dt>{t('shift.till')}</dt>
        <dd>
          {yuan(open.till)} {t('shift.yuan')}
        </dd>
      </dl>
      {!open.mine && (
        <Alert type="warning" showIcon title={t('shift.notMine', { name: open.person.name })} data-testid="not-mine" />
      )}
      {open.counts.length > 0 && (
        <>
          <h3>{t('shift.earlier')}</h3>
          <ul data-testid="counts">
            {open.counts.map((count) => (
              <li key={count.at}>
                <span className="dim">{dayTime(count.at)}</span> {count.who} {yuan(count.counted)} ·{' '}
                {differenceWords(t, count)}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.last !== null && <Before view={view} />}
    </aside>
  );
}

function Before({ view: { last } }: { view: ShiftView }) {
  const { t } = useTranslation();
  if (last === null) return null;
  return (
    <>
      <h3>{t('shift.before')}</h3>
      <p data-testid="last-shift">
        {shiftLine(t, last)}
        <br />
        {last.count === null ? t('shift.notCounted') : differenceWords(t, last.count)}
        {last.because !== null && ` · ${last.because}`}
      </p>
    </>
  );
}

function NoneOpen({ view }: { view: ShiftView }) {
  const { t } = useTranslation();
  return (
    <div className="shift-none lists" data-testid="no-shift">
      <Empty description={t('shift.none')} />
      <p className="dim">{t('shift.noneHint')}</p>
      <Before view={view} />
    </div>
  );
}
