import type { Role } from '../../contract/vocabulary.ts';

const RANK: Record<Role, number> = { attendant: 0, supervisor: 1, installer: 2 };

/** Whether somebody of `role` may run what `needed` may. */
export const mayRun = (role: Role, needed: Role): boolean => RANK[role] >= RANK[needed];
