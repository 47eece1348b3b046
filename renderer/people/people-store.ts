import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AuditCheck, AuditPage, PersonView } from '../../electron/contract/access.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError, CommandInput } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';

export type PeopleTab = 'people' | 'audit';

/** What the people screen shows. */
export interface PeopleState {
  tab: PeopleTab;
  people: PersonView[] | null;
  audit: AuditPage | null;
  /** Whose lines; null: everybody's. */
  of: string | null;
  page: number;
  check: AuditCheck | null;
  checking: boolean;
  /** Why the station did not answer the last question. */
  failure: CommandError['code'] | null;
  /** Why the last act was refused. */
  refusal: CommandError | null;
  /** A password that is shown this once. */
  given: { name: string; secret: string } | null;
}

type ActCommand = 'people.add' | 'people.change' | 'people.end' | 'people.return';

export interface PeopleStore extends StoreApi<PeopleState> {
  /** Asks until it is left; returns how to leave. */
  open(): () => void;
  choose(tab: PeopleTab): void;
  show(which: { of?: string | null; page?: number }): void;
  /** Resolves true when it was done. */
  send<C extends ActCommand>(command: C, input: Omit<CommandInput<C>, 'key'>): Promise<boolean>;
  giveSecret(person: PersonView): Promise<void>;
  checkAudit(): Promise<void>;
  forget(): void;
}

export const AUDIT_PAGE = 100;
const ASK_AGAIN_MS = 1000;

export function createPeopleStore(bridge: Bridge): PeopleStore {
  const empty: PeopleState = {
    tab: 'people',
    people: null,
    audit: null,
    of: null,
    page: 0,
    check: null,
    checking: false,
    failure: null,
    refusal: null,
    given: null,
  };
  const store = createStore<PeopleState>(() => empty);
  let again: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  const ask = async (): Promise<void> => {
    clearTimeout(again);
    const { tab, of, page } = store.getState();
    const query = { skip: page * AUDIT_PAGE, limit: AUDIT_PAGE, ...(of !== null && { person: of }) };
    const [people, audit] = await Promise.all([
      callSafely(bridge, 'people.list', {}),
      tab === 'audit' ? callSafely(bridge, 'audit.page', query) : null,
    ]);
    if (!isOpen) return;
    const failed = [people, audit].find((result) => result?.ok === false);
    store.setState({
      failure: failed?.ok === false ? failed.error.code : null,
      ...(people.ok && { people: people.value.people }),
      ...(audit?.ok === true && { audit: audit.value }),
    });
    if (failed !== undefined) again = setTimeout(() => void ask(), ASK_AGAIN_MS);
  };

  return Object.assign(store, {
    open: () => {
      isOpen = true;
      store.setState(empty);
      void ask();
      return () => {
        isOpen = false;
        clearTimeout(again);
        // A password does not stay behind.
        store.setState(empty);
      };
    },
    choose: (tab: PeopleTab) => {
      store.setState({ tab });
      void ask();
    },
    show: ({ of, page = 0 }: { of?: string | null; page?: number }) => {
      store.setState({ page, ...(of !== undefined && { of }) });
      void ask();
    },
    async send<C extends ActCommand>(command: C, input: Omit<CommandInput<C>, 'key'>): Promise<boolean> {
      const result = await callSafely(bridge, command, { ...input, key: crypto.randomUUID() } as CommandInput<C>);
      store.setState({ refusal: result.ok ? null : result.error });
      await ask();
      return result.ok;
    },
    async giveSecret({ id, name }: PersonView) {
      const result = await callSafely(bridge, 'people.give-secret', { person: id });
      store.setState(
        result.ok ? { given: { name, secret: result.value.secret }, refusal: null } : { refusal: result.error },
      );
      await ask();
    },
    async checkAudit() {
      store.setState({ checking: true });
      const result = await callSafely(bridge, 'audit.check', {});
      store.setState({
        checking: false,
        check: result.ok ? result.value : null,
        refusal: result.ok ? null : result.error,
      });
      await ask();
    },
    forget: () => {
      store.setState({ given: null, refusal: null });
    },
  });
}
