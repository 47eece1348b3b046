import type {
  CardColumn,
  CardFile,
  CardFilter,
  CardLine,
  CardPage,
  CardPayType,
  CardProblem,
  ImportPreview,
} from '../../electron/contract/cards.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { CardKind, PlateColour } from '../../electron/contract/vocabulary.ts';
import { mayRun } from '../../electron/contract/rights.ts';
import type { OutcomeOf } from '../tables/acts.ts';

/** What the cards screen shows, and where the hand is on it. */

/** In the order in which they are offered. */
export const FILTERS: readonly CardFilter[] = ['current', 'valid', 'ending', 'not-yet', 'over', 'ended'];

/** A card as its form has it: texts as they are typed. Days are `yyyy-MM-dd`, sums are yuan. */
export interface CardTexts {
  no: string;
  kind: CardKind;
  holder: string;
  phone: string;
  /** Several with blanks between. */
  plates: string;
  /** Of all its plates; `any`: whatever it is; `own`: each keeps the one that it has. */
  colour: PlateColour | 'any' | 'own';
  carsInside: string;
  from: string;
  to: string;
  monthlyPrice: string;
  remark: string;
  paid: string;
  payType: CardPayType;
}

/** How long a card is to be valid for longer, and what was taken for it. */
export interface ExtensionTexts {
  count: string;
  unit: 'months' | 'days';
  paid: string;
  payType: CardPayType;
}

/** What is wrong with a field of a form: its words take what stands beside it. */
export type Problems = Partial<Record<CardColumn | 'paid', { problem: CardProblem; plate?: string; card?: string }>>;

export type Panel =
  | { kind: 'detail'; no: string }
  | { kind: 'add'; texts: CardTexts; problems: Problems }
  | { kind: 'change'; card: CardLine; texts: CardTexts; problems: Problems }
  | { kind: 'why-change'; card: CardLine; texts: CardTexts }
  | { kind: 'extend'; card: CardLine; problems: Problems }
  | { kind: 'why-end'; card: CardLine }
  | { kind: 'import' }
  | { kind: 'why-import'; leaveOutErrors: boolean };

export type Act = 'add' | 'extend' | 'change' | 'end' | 'import' | 'export';

export type Outcome = OutcomeOf<Act>;

/** A file that is on its way in. `sent`: which part of it the station has. */
export interface Upload {
  id: string;
  name: string;
  sent: number;
  /** Larger than a file may be; it was not sent. */
  tooLarge: boolean;
  preview: ImportPreview;
}

export interface CardsState {
  /** Null until the first answer. */
  page: CardPage | null;
  failure: CommandError['code'] | null;
  filter: CardFilter;
  /** What is searched for, as it is typed. */
  text: string;
  skip: number;
  /** Number of the card that keys act on. */
  selected: string | null;
  panel: Panel | null;
  /** All that is known of the card that lies open; null while it is on its way. */
  file: CardFile | null;
  upload: Upload | null;
  acting: Act | null;
  outcome: Outcome | null;
}

export const EMPTY: CardsState = {
  page: null,
  failure: null,
  filter: 'current',
  text: '',
  skip: 0,
  selected: null,
  panel: null,
  file: null,
  upload: null,
  acting: null,
  outcome: null,
};

/** The card that acts are about: the one that lies open, else the one selected. */
export function cardAtHand({ panel, file, page, selected }: CardsState): CardLine | null {
  if (panel?.kind === 'detail') return file?.card.no === panel.no ? file.card : null;
  return panel === null ? (page?.items.find(({ no }) => no === selected) ?? null) : null;
}

/** Whether an act can be done now: buttons and keys ask here. `not-yours`: it is for a supervisor. */
export type Offer = 'yes' | 'no' | 'not-yours';

/** What an attendant may do, too. */
const ANYBODYS: readonly Act[] = ['extend', 'export'];

export function offered(state: CardsState, act: Act): Offer {
  if (state.acting !== null || state.failure !== null || !possible(state, act)) return 'no';
  return !ANYBODYS.includes(act) && state.page !== null && !mayRun(state.page.role, 'supervisor') ? 'not-yours' : 'yes';
}

function possible(state: CardsState, act: Act): boolean {
  const card = cardAtHand(state);
  switch (act) {
    case 'add':
    case 'import':
      return state.page !== null && state.panel === null;
    case 'export':
      return state.panel === null && (state.page?.items.length ?? 0) > 0;
    case 'change':
    case 'end':
      return card !== null && card.standing !== 'ended';
    case 'extend':
      return card !== null && card.standing !== 'ended' && card.to !== null;
  }
}
