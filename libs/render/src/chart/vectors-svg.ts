import { hexOf } from '../hex-color.js';
import type { ChartPath, ChartText, ChartVectors } from './vectors.js';

const FAMILIES = "'Noto Sans','Noto Sans Thai','Noto Sans Arabic','Noto Sans SC'";

/** A chart as SVG on white, for what makes pictures of it. */
export function vectorsSvg({ width, height, paths, texts }: ChartVectors): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="#ffffff"/>` +
    paths.map(svgPath).join('') +
    texts.map(svgText).join('') +
    '</svg>'
  );
}

function svgPath({ steps, fill, stroke }: ChartPath): string {
  const d = steps.map(([kind, ...numbers]) => kind + numbers.map(svgNumber).join(' ')).join('');
  const painted = fill ? ` fill="${hexOf(fill)}" fill-opacity="${svgNumber(fill.alpha)}"` : ' fill="none"';
  const drawn = stroke
    ? ` stroke="${hexOf(stroke.color)}" stroke-opacity="${svgNumber(stroke.color.alpha)}" stroke-width="${svgNumber(stroke.width)}"`
    : '';
  return `<path d="${d}"${painted}${drawn}/>`;
}

function svgText({ text, x, y, size, bold, color, anchor, angle }: ChartText): string {
  const turn = angle === 0 ? '' : ` rotate(${svgNumber(angle)})`;
  return (
    `<text transform="translate(${svgNumber(x)} ${svgNumber(y)})${turn}" text-anchor="${anchor}" font-size="${svgNumber(size)}"` +
    ` font-family="${FAMILIES}"${bold ? ' font-weight="700"' : ''} fill="${hexOf(color)}">${escaped(text)}</text>`
  );
}

function svgNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}
