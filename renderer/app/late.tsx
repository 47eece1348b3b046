import { lazy, useState } from 'react';
import type { ComponentType, FunctionComponent } from 'react';

/** A part of the window whose code is read when it is first shown, unless `fetch` has read it before: then it is there at once. */
export type Late<Props> = FunctionComponent<Props> & { fetch(): Promise<void> };

/** Makes a part that comes late; show it under a `Suspense`. */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  let there: ComponentType<Props> | null = null;
  const read = async (): Promise<ComponentType<Props>> => (there = await load());
  const Awaited: ComponentType<Props> = lazy(async () => ({ default: await read() }));
  function Part(props: Props) {
    // Chosen once a showing: code that comes meanwhile must not begin the part anew.
    const [Shown] = useState<ComponentType<Props>>(() => there ?? Awaited);
    return <Shown {...props} />;
  }
  const fetch = async (): Promise<void> => void (await read());
  return Object.assign(Part, { fetch });
}
