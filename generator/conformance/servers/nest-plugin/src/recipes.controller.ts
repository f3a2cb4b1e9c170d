import {
  Body, Controller, Delete, Get, HttpCode, NotFoundException, Param, ParseBoolPipe, ParseEnumPipe, ParseFloatPipe,
  ParseIntPipe, ParseUUIDPipe, Patch, Post, Put, Query, UnauthorizedException, UploadedFile, UseInterceptors, Headers,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiNotFoundResponse } from '@nestjs/swagger';
import {
  Course, CreateRecipe, Difficulty, Photo, Problem, Rating, Ratings, Recipe, RecipePage, RecipeQuery, StoredPhoto,
  UpdateRecipe,
} from './recipes.dto.js';

const id = (number: number) => `7d444840-9dc0-41d1-b245-00000000000${number}`;

const recipe = (number: number, more: Partial<Recipe> = {}): Recipe => ({
  id: id(number),
  createdAt: new Date(Date.UTC(2024, 0, number)),
  title: `Recipe ${number}`,
  course: Course.Main,
  difficulty: Difficulty.Easy,
  ingredients: [{ name: 'flour', grams: 250 }, { name: 'salt', grams: null, optional: true }],
  steps: [{ text: 'Mix.' }, { text: 'Bake.', minutes: 40.5 }],
  basedOn: null,
  variants: [],
  views: 12 as unknown as bigint,
  ...more,
});

@ApiBearerAuth()
@Controller('recipes')
export class RecipesController {
  private recipes = [1, 2, 3, 4, 5].map((number) => recipe(number));
  private ratings: Rating[] = [];

  private find(id: string): Recipe {
    const found = this.recipes.find((recipe) => recipe.id === id);
    if (!found) throw new NotFoundException(`no recipe ${id}`);
    return found;
  }

  /** Lists recipes, the oldest first. */
  @Get()
  findAll(@Query() query: RecipeQuery): RecipePage {
    const { offset, limit = 10 } = query;
    const found = this.recipes
      .filter(({ course }) => !query.course || course === query.course)
      .filter(({ course }) => !query.courses || query.courses.includes(course))
      .filter(({ createdAt }) => !query.after || createdAt > query.after);
    return { items: found.slice(offset, offset + limit), total: found.length, offset, limit };
  }

  /**
   * Adds a recipe.
   * @throws {400} Something about it is wrong.
   */
  @Post()
  create(@Body() body: CreateRecipe, @Headers('authorization') authorization?: string): Recipe {
    if (authorization !== 'Bearer cook') throw new UnauthorizedException();
    return recipe(6, { ...body, basedOn: recipe(1), variants: [recipe(2)] });
  }

  @Get('count')
  count(): number {
    return this.recipes.length;
  }

  @Get('titles')
  titles(): string[] {
    return this.recipes.map(({ title }) => title);
  }

  @Get('courses/:course/:difficulty/:vegan/:grams')
  scale(
    @Param('course', new ParseEnumPipe(Course)) course: Course,
    @Param('difficulty', ParseIntPipe) difficulty: Difficulty,
    @Param('vegan', ParseBoolPipe) vegan: boolean,
    @Param('grams', ParseFloatPipe) grams: number,
  ): Recipe {
    const ingredients = [{ name: vegan ? 'oil' : 'butter', grams }];
    return recipe(1, { course, difficulty, ingredients });
  }

  @Get('today')
  async today(): Promise<Recipe | null> {
    return null;
  }

  @Get('open')
  isOpen(): boolean {
    return true;
  }

  @Get('motto')
  motto(): string {
    return 'Eat "well"';
  }

  /**
   * One recipe.
   * @param id The id of the recipe.
   * @returns It, as it was written.
   */
  @Get(':id')
  @ApiNotFoundResponse({ type: Problem })
  async findOne(@Param('id', ParseUUIDPipe) id: string): Promise<Recipe> {
    return this.find(id);
  }

  @Patch(':id')
  update(@Param('id', ParseUUIDPipe) id: string, @Body() body: UpdateRecipe): Recipe {
    return Object.assign(this.find(id), body);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', ParseUUIDPipe) id: string): void {
    this.recipes.splice(this.recipes.indexOf(this.find(id)), 1);
  }

  @Put(':id/ingredients')
  replaceIngredients(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() ingredients: CreateRecipe,
  ): Promise<Recipe> {
    return Promise.resolve(Object.assign(this.find(id), { ingredients: ingredients.ingredients }));
  }

  @Post(':id/ratings')
  @HttpCode(200)
  rate(@Param('id', ParseUUIDPipe) id: string, @Body() rating: Rating): Ratings {
    this.find(id);
    this.ratings.push(rating);
    const stars = this.ratings.map((rating) => rating.stars);
    const byStars: Record<string, number> = {};
    for (const star of stars) byStars[star] = (byStars[star] ?? 0) + 1;
    return { count: stars.length, average: stars.reduce((sum, star) => sum + star, 0) / stars.length, byStars };
  }

  @Post(':id/photo')
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        caption: { type: 'string' },
        width: { type: 'integer' },
      },
    },
  })
  photo(
    @Param('id', ParseUUIDPipe) id: string,
    @UploadedFile() file: Express.Multer.File,
    @Body() photo: Photo,
  ): StoredPhoto {
    this.find(id);
    const { caption = null, width = null } = photo;
    return { name: file.originalname, type: file.mimetype, bytes: file.size, caption, width: width === null ? null : String(width) };
  }
}
