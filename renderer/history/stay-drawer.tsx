import { Alert, Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PassageView, StayFile } from '../../electron/contract/history.ts';
import { mayRun } from '../../electron/contract/rights.ts';
import { exactTime, stayLength } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { Shot } from '../board/lane/shot.tsx';
import { Plate } from '../plate/plate.tsx';
import { useDesk, useHistory } from '../store/desk.tsx';
import { yuan } from '../exit/money.ts';
import { SideDrawer } from '../tables/side-drawer.tsx';
import { CorrectStay } from './correct-stay.tsx';
import { CORRECT_KEY } from './history-keys.ts';
import type { OpenStay } from './history-store.ts';
import { StayAudit } from './stay-audit.tsx';
import { StayMoney } from './stay-money.tsx';
import { StayReports } from './stay-reports.tsx';
import { reasonWord } from './words.ts';

/** One stay: both pictures, its figures, what happened to it, and what was reported of it. */
export function StayDrawer({ open }: { open: OpenStay }) {
  const { history: store } = useDesk();
  const { file } = open;
  return (
    <SideDrawer
      autoFocus={false}
      size={760}
      title={file === null ? '' : <Plate text={file.plate} colour={file.plateColour} marked={[]} testId="stay-plate" />}
      acts={file !== null && !open.corrects && <CorrectButton />}
      onBack={store.close}
    >
      {file === null ? (
        <Spin className="lists-wait" data-testid="stay-loading" />
      ) : (
        <div className="stay" data-testid="stay">
          <Done />
          <div className="stay-shots">
            <Side side="entry" passage={file.entry} file={file} />
            <Side side="exit" passage={file.exit} file={file} />
          </div>
          {open.corrects ? <CorrectStay key={file.id} file={file} problems={open.problems} /> : <Whole file={file} />}
        </div>
      )}
    </SideDrawer>
  );
}

/** An act that came about is said where it was done. */
function Done() {
  const { t } = useTranslation();
  const outcome = useHistory((state) => state.outcome);
  if (outcome === null) return null;
  if (!outcome.ok)
    return <Alert type="warning" showIcon title={t(`error.${outcome.code}`)} data-testid="stay-failed" />;
  if (outcome.what === 'exported') return null;
  return <Alert type="success" showIcon title={t(`history.done.${outcome.what}`)} data-testid="stay-done" />;
}

function CorrectButton() {
  const { t } = useTranslation();
  const { history: store } = useDesk();
  const may = useHistory(({ choices }) => choices !== null && mayRun(choices.role, 'supervisor'));
  return (
    <Button
      disabled={!may}
      title={may ? undefined : t('history.notYours')}
      data-testid="stay-correct"
      onClick={() => {
        store.correct(true);
      }}
    >
      {t('history.correct')} <kbd>{CORRECT_KEY}</kbd>
    </Button>
  );
}

/** One way through a lane: its picture, when, where, how, by whom. */
function Side({ side, passage, file }: { side: 'entry' | 'exit'; passage: PassageView | null; file: StayFile }) {
  const { t } = useTranslation();
  const now = useNow();
  const title = `${file.plate} ${t(`shot.${side}`)}`;
  const words = passage === null ? [t('history.inside')] : passageWords();
  function passageWords(): string[] {
    if (passage === null) return [];
    const { laneName, cause, who, because, assumed } = passage;
    const parts = [laneName, t(`history.cause.${cause}`), who, reasonWord(t, because)];
    return [...parts, assumed ? t('history.assumed') : null].filter((part) => part !== null && part !== '') as string[];
  }
  return (
    <figure className="stay-side" data-testid={`stay-${side}`}>
      <div className="stay-shot">
        <Shot url={passage?.image ?? null} title={title} label={t(`shot.${side}`)} none={t('shot.none')} />
      </div>
      <figcaption>
        <b>{passage === null ? '—' : exactTime(passage.at, now)}</b> {words.join(' · ')}
      </figcaption>
    </figure>
  );
}

function Whole({ file }: { file: StayFile }) {
  const { t } = useTranslation();
  return (
    <>
      <Figures file={file} />
      <StayMoney file={file} />
      <h3>{t('history.audit')}</h3>
      <StayAudit lines={file.audit} />
      <h3>{t('history.reports')}</h3>
      {file.reports.length === 0 ? (
        <p className="dim">{t('history.noReports')}</p>
      ) : (
        <StayReports reports={file.reports} numbers={file.numbers} />
      )}
    </>
  );
}

/** The card that let it in, and the way there. */
function CardLink({ card: { no, kind } }: { card: NonNullable<StayFile['card']> }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  return (
    <Button
      size="small"
      data-testid="stay-card"
      onClick={() => {
        attention.visit({ kind: 'cards', no });
      }}
    >
      {t(`cards.kind.${kind}`)} {no}
    </Button>
  );
}

function Figures({ file }: { file: StayFile }) {
  const { t } = useTranslation();
  const now = useNow();
  const { booking, card, overdue } = file;
  const car = [
    file.carColour === null ? null : t(`carColour.${file.carColour}`),
    file.carModel === null ? null : t(`carModel.${file.carModel}`),
  ].filter((part) => part !== null);
  const lines: [string, React.ReactNode][] = [
    [t('history.column.read'), file.plateRead === '' ? '—' : file.plateRead],
    [t('history.field.plateColour'), t(`colour.${file.plateColour}`)],
    [t('history.car'), car.length === 0 ? null : car.join(' ')],
    [t('history.class'), t(`lane.class.${file.class}`)],
    [t('history.column.length'), stayLength(t, file.entry.at, file.exit?.at ?? now)],
    [t('history.booking'), booking && `${booking.code} ${exactTime(booking.from, now)}–${exactTime(booking.to, now)}`],
    [t('history.card'), card && <CardLink card={card} />],
    [t('history.order'), file.orderNo],
    [t('history.field.stallNo'), file.stallNo],
    [t('history.overdue'), overdue && t('history.owes', { amount: yuan(overdue.amount), paid: yuan(overdue.paid) })],
  ];
  return (
    <>
      {file.plateRead !== file.plate && (
        <Alert type="info" showIcon title={t('history.readOtherwise', { read: file.plateRead })} />
      )}
      <dl className="stay-figures">
        {lines.flatMap(([name, value]) =>
          value === null ? (
            []
          ) : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}
