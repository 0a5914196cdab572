import type { MenuSale, Recipe } from '../documents/menu.js';
import type { UnitData } from '../unit-data.js';

export function recipeRows(recipes: readonly Recipe[]): Pick<UnitData, 'recipe' | 'recipe_ingredient'> {
  return {
    recipe: recipes.map((recipe) => ({
      id: recipe.id,
      code: recipe.code,
      name: recipe.name,
      course: recipe.course,
      location_id: recipe.location.id,
      portions: recipe.portions,
      prep_minutes: recipe.prep_minutes,
      selling_price: recipe.selling_price.toFixed(2),
      target_rate: recipe.target_rate,
      is_active: true,
    })),
    recipe_ingredient: recipes.flatMap(({ id, ingredients }) =>
      ingredients.map(({ product, qty, waste_rate }, index) => ({
        recipe_id: id,
        line_no: index + 1,
        product_id: product.id,
        qty,
        unit: product.unit,
        waste_rate,
      })),
    ),
  };
}

export function saleRows(sales: readonly MenuSale[]): Pick<UnitData, 'menu_sale'> {
  return {
    menu_sale: sales.map(({ recipe, date, qty }) => ({
      recipe_id: recipe.id,
      sale_date: date,
      qty,
      net: recipe.selling_price.times(qty).toFixed(2),
    })),
  };
}
