import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { Effect, SetupStep, SetupView, SiteSection } from '../../electron/contract/setup.ts';
import { callSafely } from '../store/call.ts';
import { sectionOf, stepsOf, valueAt, withValue } from './site-paths.ts';
import type { Json, Site } from './site-paths.ts';

/** The draft of the site as the station has it, and what was typed and is not there yet. */
export interface SetupState {
  /** Null until the station has said. */
  view: SetupView | null;
  /** The draft with what was typed on top. */
  site: Site;
  /** Sections that were changed here and are not with the station yet. */
  typed: ReadonlySet<SiteSection>;
  page: SetupStep;
  /** Why the last question was not answered, or what was typed could not be put. */
  failure: CommandError['code'] | null;
  /** Somebody else changed the draft: what was typed here at that moment is gone. */
  overtaken: boolean;
  /** Places that a field on this page shows the mistakes of. */
  claimed: ReadonlyMap<string, number>;
}

export interface SetupStore extends StoreApi<SetupState> {
  /** Asks until it is answered; returns how to leave. */
  open(): () => void;
  refresh(): Promise<void>;
  visit(page: SetupStep): void;
  /** What a person types: kept here. Undefined takes the place away. */
  type(path: string, value: Json | undefined): void;
  /** Puts what was typed; resolves when the station has it. */
  flush(): Promise<void>;
  /** Both at once, for what is chosen and not typed. */
  choose(path: string, value: Json | undefined): Promise<void>;
  putSecret(name: string, value: string | null): Promise<boolean>;
  putFile(name: string, text: string | null): Promise<boolean>;
  discard(): Promise<void>;
  takeVersion(no: number): Promise<boolean>;
  /** Null: taken. */
  takeFile(text: string, passphrase: string | null): Promise<CommandError['code'] | null>;
  save(because: string): Promise<Result<{ effect: Effect }>>;
  claim(path: string): () => void;
  forget(): void;
}

const ASK_AGAIN_MS = 1000;

export function createSetupStore(bridge: Bridge, newKey: () => string = () => crypto.randomUUID()): SetupStore {
  const store = createStore<SetupState>(() => ({
    view: null,
    site: {},
    typed: new Set(),
    page: 'lot',
    failure: null,
    overtaken: false,
    claimed: new Map(),
  }));
  let again: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;
  // Each act waits for the one before it: it is made on the draft that came of that.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act);
    last = mine;
    return mine;
  };

  /** The station's draft, with what is typed since on top. */
  const show = (view: SetupView): void => {
    store.setState(({ site, typed }) => {
      const own = [...typed].map((section) => [section, site[section]] as const);
      const kept = own.filter((pair): pair is readonly [SiteSection, Json] => pair[1] !== undefined);
      const rest = Object.entries(view.site).filter(([name]) => !typed.has(name as SiteSection));
      return { view, site: Object.fromEntries([...rest, ...kept]), failure: null };
    });
  };

  const ask = async (): Promise<void> => {
    clearTimeout(again);
    const result = await callSafely(bridge, 'setup.get', {});
    if (result.ok) show(result.value);
    else {
      store.setState({ failure: result.error.code });
      if (isOpen) again = setTimeout(() => void ask(), ASK_AGAIN_MS);
    }
  };

  /** Takes the draft that an act answers, or says why there is none. */
  const taken = (result: Result<SetupView>): boolean => {
    if (result.ok) show(result.value);
    else store.setState({ failure: result.error.code });
    return result.ok;
  };

  const putOne = async (section: SiteSection): Promise<void> => {
    const { view, site } = store.getState();
    if (view === null) return;
    const value = site[section] ?? null;
    const { revision } = view;
    const result = await callSafely(bridge, 'setup.put', { key: newKey(), revision, section, value });
    if (!result.ok && result.error.code === 'gone') {
      store.setState({ typed: new Set(), overtaken: true });
      await ask();
      return;
    }
    const settled = (store.getState().site[section] ?? null) === value;
    if (result.ok && settled)
      store.setState(({ typed }) => ({ typed: new Set([...typed].filter((each) => each !== section)) }));
    taken(result);
  };

  const flush = (): Promise<void> =>
    inTurn(async () => {
      for (const section of store.getState().typed) await putOne(section);
    });

  const type = (path: string, value: Json | undefined): void => {
    const section = sectionOf(path);
    store.setState(({ site, typed }) => {
      const whole = stepsOf(path).length === 1 ? value : valueAt(withValue(site, path, value), section);
      const rest = Object.entries(site).filter(([name]) => name !== section);
      return {
        site: Object.fromEntries(whole === undefined ? rest : [...rest, [section, whole]]),
        typed: new Set([...typed, section]),
        overtaken: false,
      };
    });
  };

  /** An act that makes the draft another as a whole: what was typed goes with the old one. */
  const replace = (act: () => Promise<Result<SetupView>>): Promise<CommandError['code'] | null> =>
    inTurn(async () => {
      const result = await act();
      if (!result.ok) return result.error.code;
      store.setState({ typed: new Set(), overtaken: false });
      show(result.value);
      return null;
    });

  return Object.assign(store, {
    open: () => {
      isOpen = true;
      void ask();
      return () => {
        isOpen = false;
        clearTimeout(again);
        void flush();
      };
    },
    refresh: () => inTurn(ask),
    visit: (page: SetupStep) => {
      void flush();
      store.setState({ page });
    },
    type,
    flush,
    choose: (path: string, value: Json | undefined) => {
      type(path, value);
      return flush();
    },
    putSecret: (name: string, value: string | null) =>
      inTurn(async () => taken(await callSafely(bridge, 'setup.put-secret', { key: newKey(), name, value }))),
    putFile: (name: string, text: string | null) =>
      inTurn(async () => taken(await callSafely(bridge, 'setup.put-file', { key: newKey(), name, text }))),
    discard: async () => {
      const code = await replace(() => callSafely(bridge, 'setup.discard', { key: newKey() }));
      if (code !== null) store.setState({ failure: code });
    },
    takeVersion: async (no: number) => {
      const code = await replace(() => callSafely(bridge, 'setup.take-version', { key: newKey(), no }));
      if (code !== null) store.setState({ failure: code });
      return code === null;
    },
    takeFile: (text: string, passphrase: string | null) =>
      replace(() => callSafely(bridge, 'setup.import', { key: newKey(), text, passphrase })),
    save: async (because: string) => {
      await flush();
      return inTurn(async () => {
        const revision = store.getState().view?.revision ?? 0;
        const result = await callSafely(bridge, 'setup.save', { key: newKey(), revision, because });
        if (!result.ok && result.error.code === 'gone') store.setState({ overtaken: true });
        if (store.getState().view?.mode === 'running' || !result.ok) await ask();
        return result;
      });
    },
    claim: (path: string) => {
      const count = (by: number) => {
        store.setState(({ claimed }) => ({
          claimed: new Map([...claimed, [path, (claimed.get(path) ?? 0) + by]]),
        }));
      };
      count(1);
      return () => {
        count(-1);
      };
    },
    forget: () => {
      store.setState({ overtaken: false, failure: null });
    },
  });
}
