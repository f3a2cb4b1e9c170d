import {
  Body, Controller, Delete, Get, Header, Patch, Path, Post, Put, Queries, Query, Res, Response, Route, Security,
  SuccessResponse, Tags, type TsoaResponse,
} from 'tsoa';
import {
  Fuel, type Page, type Problem, type Sort, type Trip, type UUID, type Vehicle, type VehicleChange, type VehicleInput,
  type VehicleName,
} from './models.js';

const id = (number: number): UUID => `7d444840-9dc0-41d1-b245-00000000000${number}`;

const vehicle = (number: number, more: Partial<Vehicle> = {}): Vehicle => ({
  id: id(number),
  mileage: 1000 * number,
  createdAt: new Date(Date.UTC(2024, 0, number)),
  state: 'parked',
  plate: `HH-AB ${number}`,
  fuel: Fuel.Petrol,
  build: { type: 'car', seats: 5 },
  owner: { name: 'Ann' },
  code: number,
  ...more,
});

const vehicles = [1, 2, 3, 4, 5].map((number) => vehicle(number));

interface ListQuery {
  /**
   * @isInt
   * @minimum 1
   * @default 1
   */
  page?: number;
  /**
   * @isInt
   * @minimum 1
   * @maximum 100
   * @default 20
   */
  pageSize?: number;
  fuel?: Fuel;
  fuels?: Fuel[];
  /** @isInt */
  years?: number[];
  active?: boolean;
  seenAfter?: Date;
  sort?: Sort;
}

@Route('vehicles')
@Tags('Vehicles')
@Security('jwt')
@Response<Problem>(401, 'Who is it?')
export class VehiclesController extends Controller {
  /**
   * Lists the vehicles of the fleet.
   * @summary Lists vehicles
   */
  @Get()
  public async listVehicles(@Queries() query: ListQuery, @Header('X-Tenant') tenant?: string): Promise<Page<Vehicle>> {
    const { page = 1, pageSize = 20 } = query;
    this.setHeader('X-Query', JSON.stringify({ ...query, tenant }));
    const found = vehicles.filter(({ fuel }) => !query.fuels || query.fuels.includes(fuel));
    const pages = Math.ceil(found.length / pageSize);
    return { items: found.slice((page - 1) * pageSize, page * pageSize), page, pages, total: found.length };
  }

  /** Adds a vehicle. */
  @Post()
  @SuccessResponse(201, 'It is added')
  @Response<Problem>(422, 'Something is wrong')
  public async createVehicle(@Body() body: VehicleInput): Promise<Vehicle> {
    this.setStatus(201);
    return vehicle(6, { ...body, replaces: vehicle(1), mileage: 9007199254740991 });
  }

  @Get('count')
  public async countVehicles(): Promise<number> {
    return vehicles.length;
  }

  @Get('fuels/{fuel}/{year}/{active}')
  public async vehiclesOf(@Path() fuel: Fuel, @Path() year: number, @Path() active: boolean): Promise<VehicleName[]> {
    return [{ id: id(1), plate: `${fuel} ${year} ${active}` }];
  }

  @Get('{vehicleId}')
  public async getVehicle(
    @Path() vehicleId: UUID,
    @Res() notFound: TsoaResponse<404, { reason: string }>,
  ): Promise<Vehicle> {
    const found = vehicles.find(({ id }) => id === vehicleId);
    return found ?? notFound(404, { reason: 'There is none.' });
  }

  @Put('{vehicleId}')
  public async replaceVehicle(@Path() vehicleId: UUID, @Body() body: VehicleInput): Promise<Vehicle> {
    return vehicle(1, { ...body, id: vehicleId });
  }

  @Patch('{vehicleId}')
  public async changeVehicle(@Path() vehicleId: UUID, @Body() body: VehicleChange): Promise<Vehicle> {
    const found = vehicles.find(({ id }) => id === vehicleId)!;
    return Object.assign(found, body);
  }

  @Delete('{vehicleId}')
  public async removeVehicle(@Path() vehicleId: UUID): Promise<void> {
    this.setHeader('X-Removed', vehicleId);
  }

  /** The last trip, if there was one. */
  @Get('{vehicleId}/trip')
  public async lastTrip(@Path() vehicleId: UUID): Promise<Trip | null> {
    if (vehicleId !== id(1)) return null;
    return { from: { lat: 53.5, lon: 10 }, to: { lat: 48.1, lon: 11.5 }, stops: [], minutes: null };
  }

  @Post('{vehicleId}/trips')
  public async addTrips(@Path() vehicleId: UUID, @Body() trips: Trip[], @Query() dry: boolean = false): Promise<{ [id: string]: Trip }> {
    return Object.fromEntries(trips.map((trip, index) => [`${dry}-${index}`, trip]));
  }
}
