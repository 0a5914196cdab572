/** `unit_price` as a label: `Unit price`. */
export function humanized(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
