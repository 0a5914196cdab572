import { Decimal } from 'decimal.js';
import { roundTo } from '../../calculations/money.js';
import { allDays } from '../calendar.js';
import { exchangeRate } from '../catalogue/exchange-rates.js';
import { recipeItems, type RecipeItem } from '../catalogue/recipes.js';
import type { Random } from '../random.js';
import type { Movement } from '../stock/ledger.js';
import type { Location, Product, World } from '../world.js';

export interface Recipe extends Omit<RecipeItem, 'ingredients' | 'price'> {
  readonly id: string;
  readonly code: string;
  readonly location: Location;
  readonly selling_price: Decimal;
  readonly target_rate: string;
  readonly ingredients: readonly {
    readonly product: Product;
    readonly qty: string;
    readonly waste_rate: string;
  }[];
}

export interface MenuSale {
  readonly recipe: Recipe;
  readonly date: string;
  readonly qty: number;
}

const targets: Readonly<Record<RecipeItem['course'], string>> = {
  Starter: '0.30',
  Main: '0.35',
  Dessert: '0.28',
  Beverage: '0.25',
};

/** The dishes and drinks whose ingredients the unit keeps, each at an outlet that uses their first one. */
export function generateRecipes(world: World): Recipe[] {
  const { plan } = world;
  const random = world.randomOf('recipes');
  const products = new Map(world.products.map((product) => [product.code, product]));
  const rate = exchangeRate('THB', plan.currency);
  return recipeItems.flatMap(({ price, ...item }, index) => {
    const ingredients = item.ingredients.flatMap(({ product: code, ...rest }) => {
      const product = products.get(code);
      return product ? [{ product, ...rest }] : [];
    });
    const [first] = ingredients;
    if (!first) return [];
    const code = `R${String(index + 1).padStart(3, '0')}`;
    const inBase = new Decimal(price).times(plan.price_factor).times(rate);
    return [
      {
        ...item,
        id: world.id('recipe', code),
        code,
        name: plan.marker ? `${plan.marker} ${item.name}` : item.name,
        location: random.pick(world.outletsOf(first.product.category.family)),
        selling_price: roundTo(inBase, plan.currency === 'THB' ? 0 : 1),
        target_rate: targets[item.course],
        ingredients,
      },
    ];
  });
}

/**
 * Portions sold by day. What the house used of a recipe's first ingredient says how many: the kitchen explains most of
 * it, and the rest is what the report on material consumption is about.
 */
export function generateMenuSales(
  world: World,
  recipes: readonly Recipe[],
  movements: readonly Movement[],
): MenuSale[] {
  const random = world.randomOf('menu sales');
  const used = new Map<Product, number>();
  for (const { kind, product, qty } of movements)
    if (kind === 'consumption' || kind === 'issue') used.set(product, (used.get(product) ?? 0) - qty);
  return recipes.flatMap((recipe) => {
    const [first] = recipe.ingredients;
    const taken = first ? (used.get(first.product) ?? 0) : 0;
    const batches =
      (taken * random.int(78, 99)) / 100 / (Number(first?.qty ?? 1) / (1 - Number(first?.waste_rate)));
    return spread(random, Math.min(Math.floor(batches * recipe.portions), random.int(700, 1500))).map(
      ({ date, qty }) => ({
        recipe,
        date,
        qty,
      }),
    );
  });
}

/** A number of portions over the days: more at weekends, none on slow days. */
function spread(random: Random, portions: number): { date: string; qty: number }[] {
  const days = allDays().map((date) => ({
    date,
    weight: (random.int(40, 160) / 100) * ([0, 5, 6].includes(new Date(date).getUTCDay()) ? 1.4 : 1),
  }));
  const sum = days.reduce((total, { weight }) => total + weight, 0);
  return days
    .map(({ date, weight }) => ({ date, qty: Math.round((portions * weight) / sum) }))
    .filter(({ qty }) => qty > 0);
}
