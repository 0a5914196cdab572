import { Marked, type Token, type Tokens } from 'marked';
import { linkAddress } from './link-address.js';
import { fillMarks, type MarkedText } from './placeholders.js';

const markdown = new Marked({ gfm: true, breaks: true });

/** Markdown as plain text for people and programs that read no HTML: links as `label: address`, lists with dashes. */
export function markdownText({ text, values }: MarkedText): string {
  const blocks = markdown.lexer(text).map((token) => block(token, values));
  return fillMarks(blocks.filter((one) => one !== '').join('\n\n'), values);
}

function block(token: Token, values: readonly string[]): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'list': {
      const { items, ordered, start } = token as Tokens.List;
      return items
        .map((item, index) => {
          const mark = ordered ? `${Number(start) + index}. ` : '- ';
          const body = item.tokens.map((one) => block(one, values)).join('\n');
          return mark + body.replaceAll('\n', `\n${' '.repeat(mark.length)}`);
        })
        .join('\n');
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows]
        .map((cells) => cells.map(({ tokens }) => inline(tokens, values)).join(' | '))
        .join('\n');
    }
    case 'blockquote':
      return childrenOf(token)
        .map((one) => block(one, values))
        .join('\n\n')
        .replace(/^/gm, '> ');
    case 'hr':
      return '---';
    case 'code':
    case 'html':
      return (token as Tokens.Code).text.trimEnd();
    default:
      return inline([token], values);
  }
}

function inline(tokens: readonly Token[], values: readonly string[]): string {
  return tokens.map((token) => inlineOne(token, values)).join('');
}

function inlineOne(token: Token, values: readonly string[]): string {
  if (token.type === 'br') return '\n';
  if (token.type === 'link') {
    const { href, tokens } = token as Tokens.Link;
    const label = inline(tokens, values);
    const address = linkAddress(fillMarks(href, values));
    return address === null || label === href || fillMarks(label, values) === address
      ? label
      : `${label}: ${address}`;
  }
  const children = childrenOf(token);
  if (children.length > 0) return inline(children, values);
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

function childrenOf(token: Token): readonly Token[] {
  return 'tokens' in token && Array.isArray(token.tokens) ? token.tokens : [];
}
