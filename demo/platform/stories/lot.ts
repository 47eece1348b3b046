import { numberOf, remember, tale, textOf } from './tale.ts';
import type { Item, Listener, StoryContext, Tale } from './tale.ts';

type LotInterface =
  | 'parkInfo'
  | 'gateInfo'
  | 'stallInfo'
  | 'chargeStandard'
  | 'stallStatus'
  | 'stallCount'
  | 'imageUpload'
  | 'businessConfig'
  | 'eventReport'
  | 'reservationPriority';

export interface LotStories {
  listeners: Record<LotInterface, Listener>;
  /** Known from table 10: 0 is on the road. */
  isOffRoad(): boolean;
  /** Known from table 10: the number that the platform gave to the lot's provider. */
  providerCode(): string | null;
  /** Known from table 34. */
  invoicePage(): string | null;
}

/** Table 34, businessCode. */
const INVOICES = 1;

/** The lot as it described itself, and what it tells of its stalls, devices and modes. */
export function listenToLot({ future, most, issued }: StoryContext): LotStories {
  let park: Item = {};
  /** Stall number → the id under which it was described. */
  const stalls = new Map<string, string>();
  const pictures = new Map<string, true>();
  let priority: unknown = null;
  let invoicePage: string | null = null;

  const total = (): number => numberOf(park, 'totalSpace') ?? Infinity;
  const unknownStall = (item: Item): Tale[] => {
    const stallNo = textOf(item, 'stallNo');
    // Who has described no stalls is not held to any.
    if (stallNo === null || stalls.size === 0 || stalls.has(stallNo)) return [];
    return [tale('unknown-stall', `stallNo ${stallNo}`)];
  };
  /** An address of the lot's own may be anything; an id is one that this platform gave. */
  const unknownPicture = (item: Item, name: string): Tale[] => {
    const value = textOf(item, name);
    if (value === null || value.includes('://') || pictures.has(value)) return [];
    return [tale('unknown-picture', `${name} ${value}`)];
  };
  const none: Listener = () => [];

  return {
    isOffRoad: () => park['parkType'] === 1 || park['parkType'] === 2,
    providerCode: () => textOf(park, 'providerCode'),
    invoicePage: () => invoicePage,
    listeners: {
      parkInfo(item) {
        park = item;
        const reservable = numberOf(item, 'reservableStalls') ?? 0;
        return [
          ...(reservable > total()
            ? [tale('more-than-all-stalls', `reservableStalls ${reservable} of ${total()}`)]
            : []),
          ...['imageUrl', 'mapImage', 'parkingPlaceImage'].flatMap((name) => unknownPicture(item, name)),
        ];
      },
      gateInfo: none,
      stallInfo(item) {
        const [stallNo, id] = [textOf(item, 'stallNo') ?? '', textOf(item, 'id') ?? ''];
        const before = stalls.get(stallNo);
        remember(stalls, stallNo, id, most);
        return before === undefined || before === id
          ? []
          : [tale('stall-under-two-ids', `stallNo ${stallNo}, before under ${before}`)];
      },
      chargeStandard: none,
      stallStatus: (item) => [...unknownStall(item), ...future(item, 'moment')],
      stallCount(item) {
        const [used, unused] = [numberOf(item, 'usedStalls') ?? 0, numberOf(item, 'unusedStalls') ?? 0];
        const reserved = numberOf(item, 'reservedStalls') ?? 0;
        const reservable = numberOf(park, 'reservableStalls') ?? Infinity;
        return [
          ...(used + unused > total()
            ? [tale('more-than-all-stalls', `usedStalls ${used} and unusedStalls ${unused} of ${total()}`)]
            : []),
          ...(reserved > reservable
            ? [tale('more-than-reservable', `reservedStalls ${reserved} of ${reservable}`)]
            : []),
        ];
      },
      imageUpload(item) {
        remember(pictures, textOf(item, 'id') ?? '', true, most);
        const [pickTime, sentAt] = [numberOf(item, 'pickTime') ?? 0, numberOf(item, 'timestamp') ?? 0];
        return pickTime > sentAt ? [tale('in-the-future', `pickTime ${pickTime}, sent at ${sentAt}`)] : [];
      },
      businessConfig(item) {
        if (item['businessCode'] === INVOICES) {
          invoicePage = item['businessFlag'] === 1 ? textOf(item, 'forwardUrl') : null;
        }
        return [];
      },
      eventReport(item) {
        const carNo = textOf(item, 'carNo');
        const strange = item['eventType'] === 1004 && carNo !== null && !issued.isListed(carNo);
        return [
          ...future(item, 'time'),
          ...unknownStall(item),
          ...(strange ? [tale('car-on-no-list', `carNo ${carNo}: never on a list that was sent`)] : []),
        ];
      },
      reservationPriority(item) {
        const before = priority;
        priority = item['operateType'];
        return [
          ...future(item, 'time'),
          ...(before === priority ? [tale('priority-unchanged', `operateType ${String(priority)} again`)] : []),
        ];
      },
    },
  };
}
