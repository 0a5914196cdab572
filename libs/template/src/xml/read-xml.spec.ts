import { readXml } from './read-xml.js';
import { XML_LIMITS, XmlError } from './xml-element.js';

function refusal(content: string): XmlError {
  try {
    readXml(content);
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('readXml', () => {
  it('reads elements, attributes, text, CDATA and characters by number, behind a byte order mark', () => {
    const root = readXml(
      '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<a x="1 &lt; 2&#13;&#10;3">\n<b>&amp;<![CDATA[<c/>]]></b><b/></a>',
    );
    expect(root.name).toBe('a');
    expect(root.attributes.get('x')).toBe('1 < 2\r\n3');
    expect(root.children.map(({ name, text, line }) => [name, text, line])).toEqual([
      ['b', '&<c/>', 3],
      ['b', '', 3],
    ]);
  });

  it('takes names of the prototype for names', () => {
    const { attributes } = readXml('<a __proto__="1" constructor="2"/>');
    expect([...attributes]).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it.each([
    ['<!DOCTYPE a><a/>', 'DOCTYPE'],
    ['<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>', 'DOCTYPE'],
    ['<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'DOCTYPE'],
    ['<a>&x;</a>', 'undefined entity'],
    ['<?xml-stylesheet href="x"?><a/>', 'processing instructions'],
    ['<a><?php run() ?></a>', 'processing instructions'],
    ['<a><b></a>', 'tag'],
    ['<a', 'root'],
    ['<a/><b/>', 'root'],
    ['<a><b', 'unclosed'],
    ['text', 'text'],
    ['', 'root'],
    ['<a x="1" x="2"/>', 'duplicate'],
    ['<a>\u0000</a>', 'character'],
  ])('refuses %j', (content, why) => {
    expect(refusal(content).message).toContain(why);
  });

  it('says where a fault is', () => {
    const { line, column } = refusal('<a>\n  <b>\n  </c>\n</a>');
    expect([line, column]).toEqual([3, 6]);
  });

  it('bounds depth, elements, attributes and length', () => {
    const { depth, elements, attributes_per_element } = XML_LIMITS;
    expect(readXml('<a>'.repeat(depth) + '</a>'.repeat(depth)).name).toBe('a');
    expect(refusal('<a>'.repeat(depth + 1)).message).toContain('nested deeper');
    expect(refusal(`<a>${'<b/>'.repeat(elements)}</a>`).message).toContain('more than 50000 elements');
    const many = Array.from({ length: attributes_per_element + 1 }, (_, at) => `x${at}=""`).join(' ');
    expect(refusal(`<a ${many}/>`).message).toContain('attributes');
    expect(() => readXml('<a></a>', { ...XML_LIMITS, characters: 6 })).toThrow(XmlError);
  });
});
