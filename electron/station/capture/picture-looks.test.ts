import { describe, expect, it } from 'vitest';
import { createPictureLooks } from './picture-looks.ts';

/** Half past nine in Beijing. */
const NOW = Date.UTC(2026, 4, 6, 1, 30, 0);
const FRESH = '2026/05/06/in-1-092800-1a2b3c4d.jpg';
const OLD = '2026/05/06/in-1-083000-1a2b3c4d.jpg';

const looks = ({ shown = [] as string[], locked = false } = {}) =>
  createPictureLooks({ clock: { now: () => NOW }, shown: (path) => shown.includes(path), isLocked: () => locked });

describe('a look at a picture', () => {
  it('of a car that is at the gate is the gate’s own work, at a locked desk too', () => {
    expect(looks()(FRESH)).toBe('at-gate');
    expect(looks({ locked: true })(FRESH)).toBe('at-gate');
    expect(looks({ locked: true, shown: [OLD] })(OLD)).toBe('at-gate');
  });

  it('of any other is looked up, and a locked desk gets none', () => {
    expect(looks()(OLD)).toBe('looked-up');
    expect(() => looks({ locked: true })(OLD)).toThrow(expect.objectContaining({ code: 'locked' }));
  });

  it('under a name that is none of ours is looked up: nothing is guessed to be fresh', () => {
    for (const path of ['x.jpg', '2026/05/06/in-1.jpg', '9999/99/99/in-1-999999-1a2b3c4d.jpg', '../../etc/passwd.jpg'])
      expect(looks()(path), path).toBe('looked-up');
  });
});
