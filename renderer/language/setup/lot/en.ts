import type { Words } from '../../zh-CN.ts';

type Setup = Words['setup'];
type Site = Setup['site'];

/** The page of the lot, in English. */
export const lot: Setup['lot'] = {
  stalls: 'Numbers of places, and how full is full',
  registration: 'What the platform wants to know of the lot (where it asks)',
  calendar: 'Holidays',
  calendarHint:
    'As announced for the year; other days go by the week. Like 2026-10-01, with commas or lines between; a whole list can be pasted.',
  given: 'Given out by the platform',
  public: 'For drivers',
  common: 'What all places have in common',
  commonHint: 'Holds for every numbered place. Single places that differ stand in the site file and stay as they are.',
  offers: 'Services of the lot',
  offer: { unsaid: 'Not reported', yes: 'Offered', no: 'Not offered', page: 'Offered, with a page' },
  pictures: 'Pictures',
  picturesHint: 'Put the JPEG beside the site file and its name here, e.g. price-board.jpg.',
};

const place = {
  longitude: { label: 'Longitude', help: 'Amap (GCJ-02), e.g. 114.05786.' },
  latitude: { label: 'Latitude', help: 'Amap (GCJ-02), e.g. 22.54313.' },
  roadName: { label: 'Road', help: 'At most 10 characters.' },
};

export const hours: Site['hours'] = {
  label: 'Hours',
  days: {
    label: 'On which days',
    choice: { workdays: 'Workdays', weekends: 'Weekends', 'every-day': 'Every day', holidays: 'Holidays' },
  },
  from: { label: 'From', help: 'Like 07:30.' },
  to: { label: 'To', help: 'Earlier than "from": on the next day; the same: all day.' },
};

export const lotSite: Site['lot'] = {
  label: 'Lot',
  name: { label: 'Name of the lot', help: 'At the top of the board.' },
  desk: { label: 'Gatehouse', help: 'Which one this is, e.g. East gate.' },
  parkCode: { label: 'Code of the lot', help: 'Given out by the platform; until then a number of your own.' },
  totalStalls: { label: 'Places', help: 'Of the whole lot.' },
  reservableStalls: { label: 'Places that can be booked', help: 'At one time; 0: no bookings are taken.' },
  stalls: {
    label: 'Numbers of bookable places',
    help: 'E.g. A-01. Enter after each, or paste a column; empty: bookings have no place of their own.',
  },
  saturation: {
    label: 'How full',
    saturatedFrom: { label: 'Saturated from', help: 'From here on reserved cars go first.' },
    fullAbove: { label: 'Full above', help: 'Above it the lot is full.' },
  },
  registration: {
    label: 'Report the lot',
    help: 'Where the platform wants the lot, its entrances, places and prices reported.',
    kind: { label: 'Kind', choice: { roadside: 'Roadside', garage: 'Garage', lot: 'Open lot' } },
    address: { label: 'Address' },
    ...place,
    provinceCode: { label: 'Code of the province', help: 'E.g. 440000.' },
    cityCode: { label: 'Code of the city', help: 'E.g. 440300.' },
    areaCode: { label: 'Code of the district', help: 'E.g. 440304.' },
    providerCode: { label: 'Provider code', help: 'Given out by the platform; needed for shared parking.' },
    operatorId: { label: 'Operator id', help: 'Given out by the platform; needed for bookings.' },
    ownersCommittee: { label: 'Owners committee', help: 'Residential lots only.' },
    openingHours: { label: 'Opening hours', help: 'E.g. 00:00~24:00.' },
    businessType: { label: 'Code of use', help: 'Table A.4, e.g. 22 hospital, 16 offices.' },
    chargeDescription: { label: 'Prices in words', help: 'With a tariff they are worded from it: leave it empty.' },
    contact: { label: 'Contact' },
    tel: { label: 'Telephone' },
    inUse: { label: 'In use' },
    remark: { label: 'Remark' },
    pictures: {
      label: 'Pictures',
      priceBoard: { label: 'Price board' },
      map: { label: 'Map' },
      stallPlan: { label: 'Plan of places' },
    },
    stalls: {
      label: 'Places',
      common: {
        label: 'In common',
        manage: {
          label: 'Managed',
          choice: {
            hourly: 'By the hour',
            month: 'By the month',
            'month-limited': 'By the month, limited',
            sold: 'Sold',
            dedicated: 'Dedicated',
          },
        },
        owner: { label: 'Owner', choice: { person: 'Person', organisation: 'Organisation', other: 'Other' } },
        size: { label: 'Size', choice: { small: 'Small', medium: 'Medium', large: 'Large', tandem: 'Tandem' } },
        businessType: { label: 'Code of use' },
        visit: {
          label: 'For',
          choice: { residence: 'Residents', trip: 'Visitors', both: 'Both', unknown: 'Not known' },
        },
        floor: { label: 'Floor', help: 'E.g. B1.' },
        area: { label: 'Area' },
        reservable: { label: 'Bookable' },
        locker: { label: 'With a lock' },
        charger: { label: 'With a charger' },
        longitude: { label: 'Longitude' },
        latitude: { label: 'Latitude' },
      },
      except: { label: 'Single places' },
    },
    chargeStandard: {
      label: 'Report the prices',
      help: 'The items are worded from the tariff.',
      permitNo: { label: 'Permit', help: 'At most 6 characters; needed for bookings.' },
      charger: { label: 'Who charges' },
      pricing: {
        label: 'Prices are',
        choice: { government: 'Set by the government', guided: 'Guided', market: 'Free' },
      },
      region: { label: 'Class of the area', choice: { 1: 'First', 2: 'Second', 3: 'Third' } },
      complaintTel: { label: 'Complaints', help: 'At most 5 digits, e.g. 12345.' },
      remark: { label: 'Remark' },
      items: { label: 'Items', item: { label: 'Item' }, description: { label: 'Words' } },
    },
    business: {
      label: 'Services',
      eInvoice: { label: 'Electronic invoices' },
      payment: { label: 'Payment online' },
      monthCardRenewal: { label: 'Renewal of month cards' },
    },
  },
};

export const calendarSite: Site['calendar'] = {
  label: 'Holidays',
  holidays: { label: 'Public holidays', help: 'E.g. 2026-10-01.' },
  workdays: { label: 'Weekend days that are worked', help: 'Make-up days.' },
};
