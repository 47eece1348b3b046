import type { Delivery, PushCamera } from '../native/camera/push-camera.ts';
import { misbehave } from '../native/camera/push-misbehaviour.ts';
import type { Misbehaviour } from '../native/camera/push-misbehaviour.ts';
import { captureRequest } from '../native/camera/push-message.ts';
import type { Shot } from '../native/camera/push-message.ts';
import type { Car } from './cars.ts';
import type { Journal } from './journal.ts';
import { lightAt } from './picture/picture.ts';
import type { Photographer } from './picture/picture.ts';
import type { Light } from './picture/scene.ts';
import { misread } from './plates.ts';
import { between, chance } from './random.ts';
import type { Random } from './random.ts';
import { cameraOf } from './site.ts';
import type { LanePlan } from './site.ts';

/** How the next plate is read. */
export type ReadFault = 'misread' | 'rubbish' | 'no-plate' | 'unsure';

/** What a camera may send of itself, without a car. */
export type CameraFault = Misbehaviour | 'duplicate';

export interface Taken {
  captureId: string;
  readAs: string;
  /** What came of it; resolves when the station took it, refused it, or the lot was stopped. */
  delivered: Promise<Delivery>;
}

export interface LaneCamera {
  /** Looks at a car: draws it, reads its plate as well as it can, and sends the capture until it is taken. */
  shoot(car: Car): Promise<Taken>;
  /** The next capture is read like this, whoever comes. */
  spoilNext(fault: ReadFault): void;
  /** Sends something wrong at once, made from the last capture (or from a capture without a car). The HTTP status. */
  misbehave(fault: CameraFault): Promise<number>;
  /** One heartbeat; false when nobody answered it with 200. */
  heartbeat(): Promise<boolean>;
}

export interface LaneCameraOptions {
  plan: LanePlan;
  push: PushCamera;
  photographer: Photographer;
  journal: Journal;
  random: Random;
  /** Share of plates misread, asked at each capture. */
  misreadShare: () => number;
  light: Light | null;
}

const MODELS = { sedan: 'small', suv: 'small', van: 'medium', truck: 'large' } as const;

export function openLaneCamera(options: LaneCameraOptions): LaneCamera {
  const { plan, push, photographer, journal, random, misreadShare, light } = options;
  const cameraId = cameraOf(plan.id);
  const series = Date.now().toString(36);
  let number = 0;
  let nextFault: ReadFault | null = null;
  let last: Shot | null = null;

  const nextId = (): string => `${cameraId}-${series}-${(number += 1)}`;

  return {
    async shoot(car) {
      const spoiled = nextFault ?? (chance(random, misreadShare()) ? 'misread' : null);
      nextFault = null;
      const fault = car.plate.text === '' ? 'no-plate' : spoiled;
      const capturedAt = Date.now();
      const reading = read(car.plate.text, fault, random);
      const image = await photographer.take({
        car,
        plateAsRead: reading.plate,
        laneName: plan.name,
        direction: plan.direction,
        at: capturedAt,
        light: light ?? lightAt(capturedAt),
      });
      const shot: Shot = {
        captureId: nextId(),
        capturedAt,
        ...reading,
        plateColour: car.plate.colour,
        carColour: car.colour,
        carModel: MODELS[car.body],
        image,
      };
      last = shot;
      const { captureId, plate: readAs } = shot;
      journal.write({ what: 'capture', lane: plan.id, captureId, plate: car.plate.text, readAs });
      const delivered = push.shoot(shot);
      void delivered.then((delivery) => journal.write({ what: 'delivery', lane: plan.id, captureId, delivery }));
      return { captureId, readAs, delivered };
    },
    spoilNext(fault) {
      nextFault = fault;
    },
    async misbehave(fault) {
      const shot = last ?? { captureId: nextId(), capturedAt: Date.now(), plate: '', image: null };
      // A duplicate is the very same capture; anything else is a new one that is wrong in one way.
      const message =
        fault === 'duplicate'
          ? captureRequest(cameraId, shot, 'json')
          : misbehave(cameraId, { ...shot, captureId: nextId(), capturedAt: Date.now() }, fault);
      const { status } = await push.post(message);
      journal.write({ what: 'note', words: `camera of ${plan.id}: ${fault} answered ${status}` });
      return status;
    },
    async heartbeat() {
      try {
        return (await push.heartbeat()).status === 200;
      } catch {
        // Nobody listens yet, or any more.
        return false;
      }
    },
  };
}

type Reading = Pick<Shot, 'plate' | 'confidence' | 'charConfidence'>;

/** A plate as a camera reads it: the text, how sure it is of the whole and of each sign. */
export function read(plate: string, fault: ReadFault | null, random: Random): Reading {
  const sure = (text: string, low: number, high: number): Reading => ({
    plate: text,
    confidence: Math.round(between(random, low, high)),
    charConfidence: [...text].map(() => Math.round(between(random, low, high))),
  });
  switch (fault) {
    case null:
      return sure(plate, 92, 99);
    case 'misread': {
      const { text, at } = misread(plate, random);
      const reading = sure(text, 84, 95);
      const doubted = reading.charConfidence?.map((value, i) => (i === at ? 61 : value)) ?? null;
      return { ...reading, charConfidence: doubted };
    }
    case 'unsure':
      return sure(plate, 40, 65);
    case 'rubbish':
      return sure('WWW.GAC.COM', 70, 90);
    case 'no-plate':
      return { plate: '', confidence: null, charConfidence: null };
  }
}
