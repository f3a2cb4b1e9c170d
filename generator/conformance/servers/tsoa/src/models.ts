/**
 * The id of something.
 * @pattern ^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$
 * @format uuid
 */
export type UUID = string;

export enum Fuel {
  Petrol = 'petrol',
  Electric = 'electric',
  Both = 'petrol/electric',
}

export enum Axles {
  Two = 2,
  Three = 3,
}

export type Sort = 'name' | '-name' | 'age';

export interface Position {
  /** @isDouble */
  lat: number;
  /** @isDouble */
  lon: number;
}

/** What a vehicle carries. */
export interface Car {
  type: 'car';
  /** @isInt */
  seats: number;
}

export interface Truck {
  type: 'truck';
  tons: number;
  axles?: Axles;
}

export interface Trailer {
  type: 'trailer';
  covered: boolean;
}

export type Build = Car | Truck | Trailer;

export interface VehicleInput {
  /**
   * What is written on it.
   * @minLength 1
   * @maxLength 20
   * @example "HH-AB 12"
   */
  plate: string;
  fuel: Fuel;
  build: Build;
  /**
   * @isInt
   * @minimum 1900 it would be a carriage
   */
  year?: number;
  note?: string | null;
  /** @isDate */
  bought?: Date;
  seen?: Date;
  position?: Position | null;
  tags?: string[];
  labels?: Record<string, string>;
  counters?: { [name: string]: number };
  owner: { name: string; email?: string };
  code: string | number;
  extra?: any;
  matrix?: number[][];
  /** @default true */
  active?: boolean;
}

export interface Vehicle extends VehicleInput {
  readonly id: UUID;
  /** @isLong */
  mileage: number;
  createdAt: Date;
  replaces?: Vehicle | null;
  state: 'parked' | 'moving';
}

export type VehicleChange = Partial<Pick<VehicleInput, 'plate' | 'note' | 'position' | 'year' | 'active'>>;

export type VehicleName = Pick<Vehicle, 'id' | 'plate'>;

export interface Page<T> {
  items: T[];
  /** @isInt */
  page: number;
  /** @isInt */
  pages: number;
  /** @isInt */
  total: number;
}

export interface Problem {
  message: string;
  details?: { [field: string]: { message: string; value?: any } };
}

export interface Trip {
  from: Position;
  to: Position;
  stops: Position[];
  /** @isInt */
  minutes: number | null;
}

export interface StoredFile {
  name: string;
  type: string;
  /** @isInt */
  size: number;
  text: string;
}

export interface Stored {
  files: StoredFile[];
  title: string | null;
  /** @isInt */
  pages: number | null;
}
