import { useTranslation } from 'react-i18next';
import { dateTime } from '../clock/beijing.ts';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { useBookings, useDesk } from '../store/desk.tsx';
import { changesOf } from './bookings-acts.ts';
import type { Panel, Row } from './bookings-state.ts';
import { DetailDrawer } from './detail-drawer.tsx';
import { goBack } from './steps.ts';
import { planWords, worthWords } from './words.ts';

/** What lies over the lists. A line that lay open stays in sight while a reason is asked. */
export function Panels() {
  const panel = useBookings((state) => state.panel);
  if (panel === null) return null;
  return (
    <>
      {(!('detail' in panel) || panel.detail) && <DetailDrawer row={rowOf(panel)} panel={panel} />}
      {(panel.kind === 'why-change' || panel.kind === 'why-end' || panel.kind === 'why-annul') && (
        <WhyModal panel={panel} />
      )}
    </>
  );
}

function rowOf(panel: Panel): Row {
  switch (panel.kind) {
    case 'detail':
      return panel.row;
    case 'why-annul':
      return { tab: 'coupons', line: panel.coupon };
    case 'change':
    case 'why-change':
    case 'why-end':
      return { tab: 'orders', line: panel.order };
  }
}

type Why = Extract<Panel, { kind: 'why-change' | 'why-end' | 'why-annul' }>;

/** Why, and what is done once the reason is there: what the platform will be told. */
function WhyModal({ panel }: { panel: Why }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const act = panel.kind.slice('why-'.length);
  const what =
    panel.kind === 'why-annul'
      ? `${panel.coupon.plate} ${worthWords(t, panel.coupon)}`
      : `${panel.order.plate} ${planWords(panel.order)}`;
  return (
    <ReasonModal
      title={t(`bookings.why.${act}`, { what })}
      hint={t(`bookings.why.${act}Hint`)}
      ready={t(`bookings.why.${act}Ready`, { returnObjects: true }) as unknown as string[]}
      onChoose={(because) => {
        if (because !== undefined) desk.bookings.acts.because(because);
      }}
      onCancel={() => {
        goBack(desk);
      }}
    >
      {panel.kind === 'why-change' && <Told panel={panel} />}
    </ReasonModal>
  );
}

/** What the platform hears: each thing that changes, as it was and as it will be. */
function Told({ panel: { order, texts } }: { panel: Extract<Panel, { kind: 'why-change' }> }) {
  const { t } = useTranslation();
  const { plate, from, to } = changesOf(order, texts) ?? {};
  const lines: [string, string, string | undefined][] = [
    ['plate', order.plate, plate],
    ['from', dateTime(order.from), from === undefined ? undefined : dateTime(from)],
    ['to', dateTime(order.to), to === undefined ? undefined : dateTime(to)],
  ];
  return (
    <ul className="bookings-told" data-testid="told">
      {lines.flatMap(([name, was, becomes]) =>
        becomes === undefined
          ? []
          : [
              <li key={name}>
                {t(`bookings.column.${name}`)}: <s>{was}</s> → <strong>{becomes}</strong>
              </li>,
            ],
      )}
    </ul>
  );
}
