import type { Role } from './vocabulary.ts';

/** Whose work a command is. `manager`: supervisor or installer. `anyone`: also whoever has not signed in. */
export type Need = Role | 'manager' | 'anyone';

/**
 * Whose work each role may do. Nobody may do all: who answers for money does not change devices, and the other way round
 * (GB/T 22239 7.1.4.2 d: least privilege, separated).
 */
const RIGHTS: Record<Role, ReadonlySet<Need>> = {
  viewer: new Set(['anyone', 'viewer']),
  attendant: new Set(['anyone', 'viewer', 'attendant']),
  supervisor: new Set(['anyone', 'viewer', 'attendant', 'supervisor', 'manager']),
  installer: new Set(['anyone', 'viewer', 'attendant', 'installer', 'manager']),
};

/** Whether somebody of `role` may do what is the work of `needed`. */
export const mayRun = (role: Role, needed: Need): boolean => RIGHTS[role].has(needed);
