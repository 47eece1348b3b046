import { Spin } from 'antd';
import { Suspense } from 'react';
import { useFetchAhead } from '../app/fetch-ahead.ts';
import { late } from '../app/late.tsx';
import { LATE_DIALOGS } from '../dialogs/dialogs.tsx';
import { useAttention } from '../store/desk.tsx';
import './screens.css';

// Tables, forms and calendars weigh twice what the board does, which must be there at once.
const HistoryScreen = late(async () => (await import('../history/history-screen.tsx')).HistoryScreen);
const SyncScreen = late(async () => (await import('../sync/sync-screen.tsx')).SyncScreen);
const BookingsScreen = late(async () => (await import('../bookings/bookings-screen.tsx')).BookingsScreen);
const CardsScreen = late(async () => (await import('../cards/cards-screen.tsx')).CardsScreen);
const PeopleScreen = late(async () => (await import('../people/people-screen.tsx')).PeopleScreen);
const UpkeepScreen = late(async () => (await import('../upkeep/upkeep-screen.tsx')).UpkeepScreen);
const SetupScreen = late(async () => (await import('../setup/setup-screen.tsx')).SetupScreen);
const AcceptanceScreen = late(async () => (await import('../acceptance/acceptance-screen.tsx')).AcceptanceScreen);
const ShiftScreen = late(async () => (await import('../shift/shift-screen.tsx')).ShiftScreen);
const ReportsScreen = late(async () => (await import('../reports/reports-screen.tsx')).ReportsScreen);
const AHEAD = [
  HistoryScreen,
  SyncScreen,
  BookingsScreen,
  CardsScreen,
  PeopleScreen,
  UpkeepScreen,
  ShiftScreen,
  ...LATE_DIALOGS,
];

/** The screen over the board, if one is. */
export function Screens() {
  useFetchAhead(AHEAD);
  return (
    <Suspense fallback={<Coming />}>
      <Chosen />
    </Suspense>
  );
}

function Chosen() {
  const screen = useAttention((state) => state.screen);
  switch (screen.kind) {
    case 'board':
      return null;
    case 'history':
      return <HistoryScreen />;
    case 'sync':
      return <SyncScreen visit={screen} />;
    case 'bookings':
      return <BookingsScreen />;
    case 'cards':
      return <CardsScreen visit={screen} />;
    case 'people':
      return <PeopleScreen />;
    case 'upkeep':
      return <UpkeepScreen />;
    case 'setup':
      return <SetupScreen />;
    case 'acceptance':
      return <AcceptanceScreen />;
    case 'shift':
      return <ShiftScreen />;
    case 'reports':
      return <ReportsScreen />;
  }
}

/** Mostly too short to be seen; a spinner that flashes would be noise. */
function Coming() {
  return (
    <div className="screen-coming" aria-busy="true" data-testid="screen-coming">
      <Spin size="large" delay={300} />
    </div>
  );
}
