import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNow } from '../clock/use-now.ts';
import { Plate } from '../plate/plate.tsx';
import { useBookings, useDesk } from '../store/desk.tsx';
import { SideDrawer } from '../tables/side-drawer.tsx';
import { ActButton } from './act-button.tsx';
import { idOf } from './bookings-state.ts';
import type { Panel, Row } from './bookings-state.ts';
import { ChangeForm } from './change-form.tsx';
import { detailsOf } from './details.ts';
import { standingOf } from './standing.ts';
import { StandingMark } from './standing-mark.tsx';
import { goBack } from './steps.ts';
import { errorSentence } from './words.ts';

/** One line with all that is known of it, and what can be done with it. */
export function DetailDrawer({ row, panel }: { row: Row; panel: Panel }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const now = useNow();
  const changes = panel.kind === 'change' || panel.kind === 'why-change';
  return (
    <SideDrawer
      size={560}
      title={t(changes ? 'bookings.act.change' : `bookings.one.${row.tab}`)}
      acts={!changes && <Acts row={row} />}
      onBack={() => {
        goBack(desk);
      }}
    >
      <div className="booking-detail" data-testid="detail">
        <Failed />
        <p className="booking-detail-head">
          <Plate
            text={row.line.plate}
            colour={('plateColour' in row.line ? row.line.plateColour : null) ?? 'unknown'}
            marked={[]}
          />
          {row.tab === 'bookings' && <StandingMark standing={standingOf(row.line, now)} />}
        </p>
        {changes ? (
          <ChangeForm key={idOf(row)} panel={panel} />
        ) : (
          <dl className="booking-detail-list">
            {detailsOf(t, row, now).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </SideDrawer>
  );
}

function Acts({ row }: { row: Row }) {
  return (
    <span className="booking-detail-acts">
      {row.tab === 'orders' && row.line.state === 'active' && (
        <>
          <ActButton act="change" />
          <ActButton act="end" />
        </>
      )}
      {row.tab === 'coupons' && row.line.state === 'unused' && <ActButton act="annul" />}
    </span>
  );
}

/** An act that did not come about is said where it was done. */
function Failed() {
  const { t } = useTranslation();
  const outcome = useBookings((state) => state.outcome);
  if (outcome === null || outcome.ok) return null;
  const words = t('bookings.failed', { act: t(`bookings.act.${outcome.act}`), words: errorSentence(t, outcome.code) });
  return <Alert type="warning" showIcon title={words} data-testid="detail-failed" />;
}
