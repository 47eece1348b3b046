/**
 * How late the control writes a report: as long as a station lives between two kills, so that some are lost in the shortest
 * run. By itself: whoever imports the control becomes careless.
 */
export const LATE_MS = 700;
