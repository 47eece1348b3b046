import { z } from 'zod';
import { role } from './vocabulary.ts';
import type { Role } from './vocabulary.ts';

/** Who works with the program, and what that person may do now. Instants are UTC ms. */

const instant = z.int();
const personId = z.string().min(1).max(32);

export const signedIn = z.object({ id: personId, name: z.string(), role });

/** The one desk of this station. */
export const sessionView = z.object({
  /** `unclaimed`: nobody has a password yet, whoever sets the site up gives the first. */
  state: z.enum(['unclaimed', 'signed-out', 'signed-in', 'locked']),
  /** Null: nobody is signed in. */
  person: signedIn.nullable(),
  since: instant.nullable(),
  /** The password was given by somebody else, or is too old: nothing else can be done before it is changed. */
  mustChange: z.boolean(),
  /** A locked desk still works the lanes. */
  gateWhileLocked: z.boolean(),
  /** Minutes without a hand on it until the desk locks itself. */
  lockAfterMin: z.int(),
});
export type SessionView = z.infer<typeof sessionView>;

/** One of those who can sign in. */
export const signInChoice = signedIn.extend({
  /** False: there is no password yet, a supervisor gives one. */
  ready: z.boolean(),
  /** Too many wrong passwords: none is looked at before this instant. */
  waitUntil: instant.nullable(),
});
export type SignInChoice = z.infer<typeof signInChoice>;

export const signInView = z.object({
  session: sessionView,
  people: z.array(signInChoice),
  /** Where this is: the lot and its desk. */
  place: z.string(),
  /** Words of the site under the sign-in, e.g. whom to call. */
  note: z.string().nullable(),
  /** The store cannot be worked with: a person chooses what to go on with (`restore.*`), and nothing else is answered. */
  restoring: z.literal(true).optional(),
  /** There is no site yet: whoever sets it up begins (`setup.*`), and no gate works. */
  settingUp: z.literal(true).optional(),
});
export type SignInView = z.infer<typeof signInView>;

/** A person as a supervisor sees them. */
export const personView = signInChoice.extend({
  state: z.enum(['active', 'ended']),
  /** A password given by somebody else that was not changed yet. */
  mustChange: z.boolean(),
  changedAt: instant.nullable(),
  lastSignInAt: instant.nullable(),
});
export type PersonView = z.infer<typeof personView>;

/** A line of the audit, the newest first. */
export const auditLine = z.object({
  seq: z.int(),
  at: instant,
  who: z.string().nullable(),
  role: role.nullable(),
  what: z.string(),
  outcome: z.enum(['done', 'refused']),
  /** JSON of what it was about, without secrets. */
  about: z.string(),
  hash: z.string(),
});
export type AuditLine = z.infer<typeof auditLine>;

export const auditCheck = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('whole'),
    lines: z.int(),
    from: instant.nullable(),
    to: instant.nullable(),
    head: z.string(),
  }),
  z.object({
    state: z.literal('broken'),
    /** The first line that does not follow from the one before it. */
    seq: z.int(),
    why: z.enum(['missing', 'changed', 'act-without-line']),
  }),
]);
export type AuditCheck = z.infer<typeof auditCheck>;

export const auditPage = z.object({ lines: z.array(auditLine), total: z.int() });
export type AuditPage = z.infer<typeof auditPage>;

/** As it is typed: never kept, never written. */
export const secretText = z.string().min(1).max(128);

/** Why a password is too easy for a role; null: it is not. */
export type Weakness = 'short' | 'one-kind' | 'pattern' | 'name';

const MOST_COMMON = new Set([
  '123456',
  '654321',
  '112233',
  '123123',
  '121212',
  '520520',
  'password',
  'admin123',
  'abc12345',
]);

/**
 * Attendants work with six digits or more, on a keypad and in gloves; whoever may change money or devices has eight
 * characters of two kinds (GB/T 22239 7.1.4.1 a: complexity).
 */
export function weaknessOf(secret: string, of: { id: string; role: Role }): Weakness | null {
  const text = secret.normalize('NFKC');
  const keypad = of.role === 'attendant' || of.role === 'viewer';
  if ([...text].length < (keypad ? 6 : 8)) return 'short';
  const kinds = [/\d/, /[a-z]/i, /[^\da-z]/i].filter((kind) => kind.test(text)).length;
  if (!keypad && kinds < 2) return 'one-kind';
  if (MOST_COMMON.has(text.toLowerCase()) || isRun(text)) return 'pattern';
  if (of.id.length >= 4 && text.toLowerCase().includes(of.id.toLowerCase())) return 'name';
  return null;
}

/** The same step from each character to the next: 000000, 234567, 987654. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, n) => code - (codes[n] ?? 0)));
  const [step = 0] = steps;
  return steps.size === 1 && Math.abs(step) <= 1;
}
