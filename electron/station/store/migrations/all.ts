import { spine } from './0001-spine.ts';
import { outbox } from './0002-outbox.ts';
import { sharedParking } from './0003-shared-parking.ts';
import { citybrain } from './0004-citybrain.ts';
import { baseData } from './0005-base-data.ts';
import { searching } from './0006-searching.ts';
import { corrections } from './0007-corrections.ts';
import { flow } from './0008-flow.ts';
import { history } from './0009-history.ts';
import { bookingDays } from './0010-booking-days.ts';
import { openings } from './0011-openings.ts';
import { matching } from './0012-matching.ts';
import { payments } from './0013-payments.ts';
import { cards } from './0014-cards.ts';
import { charges } from './0015-charges.ts';
import { cardImports } from './0016-card-imports.ts';
import { cardHistory } from './0017-card-history.ts';
import { access } from './0018-access.ts';
import { retention } from './0019-retention.ts';
import { settings } from './0020-settings.ts';
import { acceptance } from './0021-acceptance.ts';
import { shifts } from './0022-shifts.ts';
import { tallyBacklog } from './0023-tally-backlog.ts';

/** In order; the position is the schema's number (`PRAGMA user_version`). A migration that was released never changes. */
export const migrations: readonly string[] = [
  spine,
  outbox,
  sharedParking,
  citybrain,
  baseData,
  searching,
  corrections,
  flow,
  history,
  bookingDays,
  openings,
  matching,
  payments,
  cards,
  charges,
  cardImports,
  cardHistory,
  access,
  retention,
  settings,
  acceptance,
  shifts,
  tallyBacklog,
];
