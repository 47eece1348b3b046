import { extended } from '../../electron/contract/card-time.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import { dayBeside } from '../clock/days.ts';
import type { Acting, Exported, Sent } from '../tables/acts.ts';
import { cardAtHand, offered } from './cards-state.ts';
import type { Act, CardTexts, ExtensionTexts, Panel } from './cards-state.ts';
import type { CardsStore } from './cards-store.ts';
import type { Imports } from './imports.ts';
import { fieldsOf, lengthOf, newTexts, paidOf, problemsOf, textsOf } from './texts.ts';

/** What a person does on the cards screen. An act that is not offered does nothing. */
export interface CardsActs {
  /** Presses an act: opens the form or the question that comes first. */
  press(act: Exclude<Act, 'export'>): void;
  /** The form of a card is filled in. */
  submit(texts: CardTexts): void;
  /** The length of an extension, and what was taken for it. */
  extend(texts: ExtensionTexts): void;
  /** The reason for what was asked: it is done. */
  because(reason: string): void;
  /** One step back: from the question to the form, from the form to the card, from the card to the list. False: from the list. */
  back(): boolean;
  /** Runs an export, whose failure and number of lines are shown like any act's. */
  export(run: () => Promise<Exported>): void;
}

export function createCardsActs(store: CardsStore, acting: Acting<Act>, imports: Pick<Imports, 'write'>): CardsActs {
  const get = store.getState;

  /** `done`: what lies open then; `after`: what lies open when the act was not done. */
  async function follow(sent: Sent<Act>, done: Panel | null, after: (error: CommandError) => Panel): Promise<void> {
    const came = await sent;
    if (came === null) return;
    store.show(came.result.ok ? done : after(came.result.error));
    acting.sayResult(came);
    await store.refresh();
  }

  const detailOf = (no: string): Panel => ({ kind: 'detail', no });

  return {
    press(act) {
      const state = get();
      if (offered(state, act) !== 'yes') return;
      const card = cardAtHand(state);
      const today = state.page?.day ?? '';
      switch (act) {
        case 'add': {
          const { to } = extended({ from: today, to: dayBeside(today, -1) }, { months: 1 }, today);
          store.show({ kind: 'add', texts: newTexts(today, to), problems: {} });
          return;
        }
        case 'import':
          store.setState({ upload: null });
          store.show({ kind: 'import' });
          return;
        case 'change':
          if (card) store.show({ kind: 'change', card, texts: textsOf(card), problems: {} });
          return;
        case 'extend':
          if (card) store.show({ kind: 'extend', card, problems: {} });
          return;
        case 'end':
          if (card) store.show({ kind: 'why-end', card });
          return;
      }
    },
    submit(texts) {
      const { panel } = get();
      if (panel?.kind !== 'add' && panel?.kind !== 'change') return;
      const { fields, problems } = fieldsOf(texts, panel.kind === 'change' ? panel.card : null);
      const paid = panel.kind === 'add' ? paidOf(texts) : null;
      if (paid === 'wrong') problems.paid = { problem: 'not-a-sum' };
      if (Object.keys(problems).length > 0 || paid === 'wrong') {
        store.show({ ...panel, texts, problems });
        return;
      }
      if (panel.kind === 'change') {
        store.show({ kind: 'why-change', card: panel.card, texts });
        return;
      }
      // What was typed is put right, not typed again.
      const wrong = (error: CommandError): Panel => ({ kind: 'add', texts, problems: problemsOf(error) });
      void follow(acting.send('add', 'cards.add', { ...fields, no: texts.no.trim(), paid }), null, wrong);
    },
    extend(texts) {
      const { panel } = get();
      if (panel?.kind !== 'extend') return;
      const { card } = panel;
      const [by, paid] = [lengthOf(texts), paidOf(texts)];
      if (by === null || paid === 'wrong') {
        const problems =
          by === null ? { to: { problem: 'not-a-number' as const } } : { paid: { problem: 'not-a-sum' as const } };
        store.show({ ...panel, problems });
        return;
      }
      const wrong = (error: CommandError): Panel => ({ kind: 'extend', card, problems: problemsOf(error) });
      void follow(acting.send('extend', 'cards.extend', { no: card.no, by, paid }), detailOf(card.no), wrong);
    },
    because(reason) {
      const { panel } = get();
      switch (panel?.kind) {
        case 'why-change': {
          const { card, texts } = panel;
          const change = { no: card.no, ...fieldsOf(texts, card).fields, because: reason };
          void follow(acting.send('change', 'cards.change', change), detailOf(card.no), (error) => ({
            kind: 'change',
            card,
            texts,
            problems: problemsOf(error),
          }));
          return;
        }
        case 'why-end': {
          const { no } = panel.card;
          void follow(acting.send('end', 'cards.end', { no, because: reason }), null, () => detailOf(no));
          return;
        }
        case 'why-import':
          void imports.write(panel.leaveOutErrors, reason);
          return;
        default:
          return;
      }
    },
    back() {
      const { panel } = get();
      if (panel === null) return false;
      store.show(panelBefore(panel));
      return true;
    },
    export(run) {
      if (offered(get(), 'export') !== 'yes') return;
      acting.export('export', run);
    },
  };
}

function panelBefore(panel: Panel): Panel | null {
  switch (panel.kind) {
    case 'detail':
    case 'add':
    case 'import':
      return null;
    case 'change':
    case 'extend':
    case 'why-end':
      return { kind: 'detail', no: panel.card.no };
    case 'why-change':
      return { kind: 'change', card: panel.card, texts: panel.texts, problems: {} };
    case 'why-import':
      return { kind: 'import' };
  }
}
