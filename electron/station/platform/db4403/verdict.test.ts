import { describe, expect, it } from 'vitest';
import { verdictOn } from './verdict.ts';

describe("what a platform's code means for a report", () => {
  it.each([
    [0, 'delivered'],
    // The answer to the first sending was lost: the platform has it.
    [1200, 'delivered'],
    // About us or about the platform's health: it will take this report later.
    [5, 'not-now'],
    [6, 'not-now'],
    [7, 'not-now'],
    [8, 'not-now'],
    [1101, 'not-now'],
    // About this report: a person must look.
    [1, 'refused'],
    [3, 'refused'],
    [4, 'refused'],
    [1004, 'refused'],
    [1007, 'refused'],
    [4001, 'refused'],
    [6001, 'refused'],
    [-1, 'refused'],
  ])('%i: %s', (code, kind) =>
    expect(verdictOn(code, 'words')).toEqual({ kind, code: String(code), message: 'words' }),
  );
});
