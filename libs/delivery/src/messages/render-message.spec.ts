import { formatBytes } from './format-value.js';
import type { HouseTexts } from './house-texts.js';
import { MESSAGE_LANGUAGES, houseLanguage } from './message-language.js';
import { MESSAGE_KINDS, placeholdersOf, type MessageValues } from './message-values.js';
import { placeholdersIn } from './placeholders.js';
import { messageTextFaults, renderMessage, type MessageRequest } from './render-message.js';

const READY: MessageValues = {
  organization: 'Nordlys AS',
  recipient: 'Kari',
  report: 'Monthly generation',
  file_name: 'generation.pdf',
  file_size: { bytes: 1_234_567 },
  rows: 12_345,
  period: { from: '2026-06-01', to: '2026-06-30' },
  created_at: { instant: '2026-07-01T04:00:00Z' },
  link: 'https://galley.example.org/s/abc?x=1&y=2',
  link_expires_at: { instant: '2026-07-08T04:00:00Z' },
};

/** Which of its spaces ICU takes differs between its versions. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

function ready(more: Partial<MessageRequest> = {}): ReturnType<typeof renderMessage> {
  const message = { kind: 'report-ready', locale: 'en', timezone: 'UTC', values: READY, ...more } as const;
  const rendered = renderMessage(message);
  return { ...rendered, text: plainSpaces(rendered.text) };
}

describe('renderMessage', () => {
  it('writes one message as subject, plain text and HTML', () => {
    const { subject, text, html } = ready();
    expect(subject).toBe('Monthly generation is ready');
    expect(text).toBe(`Hello Kari,

Monthly generation is ready.

- Period: June 1 – 30, 2026
- File: generation.pdf (1.2 MB)
- Rows: 12,345
- Made: July 1, 2026 at 04:00 AM UTC

Download the file: https://galley.example.org/s/abc?x=1&y=2
The link works until July 8, 2026 at 04:00 AM UTC.

-- 
Sent automatically for Nordlys AS. Please do not reply to this message.
`);
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).toContain('<strong><bdi>Monthly generation</bdi></strong>');
    expect(html).toContain('<a href="https://galley.example.org/s/abc?x=1&amp;y=2"');
  });

  it.each([
    ['nb', 'Europe/Oslo', '1. juli 2026', '06:00', '1,2 MB'],
    ['fr', 'Europe/Paris', '1 juillet 2026', '06:00', '1,2 Mo'],
    ['th', 'Asia/Bangkok', '1 กรกฎาคม 2569', '11:00', '1.2 MB'],
  ])(
    'writes dates, times and sizes as %s does, in the zone of the reader',
    (locale, timezone, day, time, size) => {
      const { text } = ready({ locale, timezone });
      for (const part of [day, time, size]) expect(text).toContain(part);
    },
  );

  it('runs from right to left for Arabic, values in their own direction', () => {
    const { html, subject, text } = ready({ locale: 'ar-EG', timezone: 'Africa/Cairo' });
    expect(html).toContain('<html lang="ar-EG" dir="rtl">');
    expect(html).toContain('text-align:right');
    expect(html).toContain('<bdi>generation.pdf</bdi>');
    expect(subject).toBe('التقرير جاهز: Monthly generation');
    expect(text).toContain('١٢٬٣٤٥');
  });

  it.each([
    ['no', 'nb'],
    ['nn-NO', 'nb-NO'],
    ['de-AT', 'en'],
    ['', 'en'],
    ['not a locale!', 'en'],
  ])('reads the locale %j as %s', (locale, expected) => {
    expect(ready({ locale }).locale).toBe(expected);
  });

  it('tells instants in UTC when nobody knows the zone', () => {
    expect(ready({ timezone: 'Mars/Olympus' }).text).toContain('July 1, 2026 at 04:00 AM UTC');
  });

  it('leaves out lines without a value', () => {
    const { text, html } = ready({ values: { report: 'Orders', link: null, rows: 0 } });
    expect(text).toBe(`Orders is ready.

- Rows: 0

-- 
Sent automatically. Please do not reply to this message.
`);
    expect(html).not.toContain('Download');
  });

  const HOSTILE = [
    '<script>alert(1)</script>',
    '**bold** [x](https://evil.example)',
    '{{link}}',
    '</bdi><img src=x onerror=alert(1)>',
    '"><a href="javascript:alert(1)">',
    '\uE0000\uE001',
    '&lt;b&gt;',
  ];
  it.each(HOSTILE)('shows the value %j as it is and does nothing with it', (report) => {
    const { html, text } = ready({ values: { ...READY, report } });
    expect(html).not.toMatch(/<script|<img|<a href="(?!https:\/\/galley\.example\.org)/);
    const shown = report.replace(/\p{Co}/gu, ' ').trim();
    expect(text).toContain(`${shown} is ready.`);
    const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
    expect(html).toContain(`<bdi>${shown.replace(/[<>&"]/g, (letter) => entities[letter] ?? '')}</bdi>`);
  });

  it('never ends the subject, nor turns it around', () => {
    const { subject } = ready({ values: { report: 'a\r\nBcc: eve@example.org\u2028b\u202Efdp' } });
    expect(subject).toBe('a Bcc: eve@example.org b fdp is ready');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', 'file:///etc/passwd', 'vbscript:x'])(
    'makes no link of %s',
    (link) => {
      const { html, text } = ready({ values: { ...READY, link } });
      expect(html).not.toContain('<a ');
      expect(text).not.toContain('Download the file:');
    },
  );

  it('takes texts of the organization, without raw HTML and pictures', () => {
    const { html, text, subject } = ready({
      text: {
        subject: 'Tall: {{report}}',
        body: '# Hei\n\n<b onclick="x()">{{report}}</b> ![logo](https://t.example/p.png)\n\n| a | b |\n|---|---|\n| 1 | {{rows}} |\n\n1. one\n2. two\n\n<https://ok.example/> [bad](javascript:x) {{nothing}}',
      },
      locale: 'nb',
    });
    expect(subject).toBe('Tall: Monthly generation');
    expect(html).toContain('&lt;b onclick=&quot;x()&quot;&gt;');
    expect(html).not.toMatch(/<img|<b |t\.example/);
    expect(text).toContain('a | b\n1 | 12 345');
    expect(text).toContain('1. one\n2. two');
    expect(text).not.toContain('bad');
  });

  it('formats texts of an organization in a language the house does not write', () => {
    const { html, locale, text } = ready({ locale: 'he', text: { subject: 'x', body: 'דוח {{rows}}' } });
    expect(locale).toBe('he');
    expect(html).toContain('dir="rtl"');
    expect(text).toContain('דוח 12,345');
  });
});

describe('the texts of the house', () => {
  it('are there in five languages', () => {
    expect(MESSAGE_LANGUAGES).toEqual(['en', 'nb', 'fr', 'ar', 'th']);
  });

  const english: HouseTexts = houseLanguage('en').texts;
  describe.each(MESSAGE_LANGUAGES)('in %s', (language) => {
    const { texts } = houseLanguage(language);
    it.each([...MESSAGE_KINDS])('say the same as in English in %s, with known names only', (kind) => {
      const { subject, body } = texts.messages[kind];
      expect(messageTextFaults(kind, { subject, body })).toEqual([]);
      expect(placeholdersIn(body).toSorted()).toEqual(placeholdersIn(english.messages[kind].body).toSorted());
      expect(placeholdersIn(subject).toSorted()).toEqual(
        placeholdersIn(english.messages[kind].subject).toSorted(),
      );
    });
  });

  it('use everything that can be said', () => {
    // The name stands above every message; few links end.
    const always = new Set(['organization', 'link_expires_at']);
    for (const kind of MESSAGE_KINDS) {
      const said = new Set(placeholdersIn(english.messages[kind].body));
      expect(placeholdersOf(kind).filter((name) => !said.has(name) && !always.has(name))).toEqual([]);
    }
  });
});

describe('messageTextFaults', () => {
  it('names what is not known and a subject of several lines', () => {
    const faults = messageTextFaults('report-ready', { subject: 'a\nb', body: '{{report}} {{password}}' });
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain('{{password}} is not known in report-ready');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [25_000_000, '25 MB'],
  ])('writes %d as %s', (bytes, expected) => {
    expect(formatBytes(bytes, 'en')).toBe(expected);
  });
});
