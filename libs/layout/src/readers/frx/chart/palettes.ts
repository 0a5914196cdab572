import type { Color } from '../../../model/appearance.js';
import { readColor } from '../appearance/color.js';

/** The palettes of Microsoft's chart control, by its own names. */
const PALETTES: Readonly<Record<string, string>> = {
  BrightPastel:
    '#418CF0 #FCB441 #E0400A #056492 #BFBFBF #1A3B69 #FFE382 #129CDD #CA6B4B #005CDB #F3D288 #506381',
  Bright: 'Green Blue Purple Lime Fuchsia Teal Yellow Gray Aqua Navy Maroon Red Olive Silver Tomato',
  Grayscale: '#C8C8C8 #BDBDBD #B2B2B2 #A7A7A7 #9C9C9C #919191 #868686 #7B7B7B #707070 #656565 #5A5A5A',
  Excel: '#9999FF #993366 #FFFFCC #CCFFFF #660066 #FF8080 #0066CC #CCCCFF #000080 #FF00FF #FFFF00',
  Light: 'Lavender LavenderBlush PeachPuff LemonChiffon MistyRose Honeydew AliceBlue WhiteSmoke AntiqueWhite',
  Pastel: 'SkyBlue LimeGreen MediumOrchid LightCoral SteelBlue YellowGreen Turquoise HotPink Khaki Tan',
  EarthTones:
    '#FF8000 DarkGoldenrod #C04000 OliveDrab Peru #C0C000 ForestGreen Chocolate Olive LightSeaGreen',
  SemiTransparent:
    '#96FF0000 #9600FF00 #960000FF #96FFFF00 #9600FFFF #96FF00FF #96AA7814 #50FF0000 #5000FF00',
  Berry: 'BlueViolet MediumOrchid RoyalBlue MediumVioletRed Blue BlueViolet Orchid MediumSlateBlue #C000C0',
  Chocolate: 'Sienna Chocolate DarkRed Peru Brown SandyBrown SaddleBrown #C04000 Firebrick #B65C3A',
  Fire: 'Gold Red DeepPink Crimson DarkOrange Magenta Yellow OrangeRed MediumVioletRed #DDE221',
  SeaGreen:
    'SeaGreen MediumAquamarine SteelBlue DarkCyan CadetBlue MediumSeaGreen MediumTurquoise LightSteelBlue',
};

/** Null: the product's own colours. */
export function paletteOf(name: string): readonly Color[] | null {
  const listed = Object.hasOwn(PALETTES, name) ? PALETTES[name] : undefined;
  return listed?.split(' ').flatMap((color) => readColor(color) ?? []) ?? null;
}
