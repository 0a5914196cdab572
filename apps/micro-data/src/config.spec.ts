import type { MicroDataConfig } from './config.js';
import { dataSessionsConfig } from './config.js';

const OWN = 'postgresql://galley_data@127.0.0.1/galley';

describe('URLs of data sources', () => {
  const { urlOf } = dataSessionsConfig({ DATABASE_DATA_URL: OWN } as MicroDataConfig, {
    HOTEL_URL: 'postgresql://reader@hotel/books',
    WEB_URL: 'https://example.test',
    DATABASE_SYSTEM_URL: 'postgresql://galley_system@127.0.0.1/galley',
    REDIS_URL: 'postgresql://not-a-queue/any',
  });

  it('are the product’s own database where none is named', () => {
    expect(urlOf(null)).toBe(OWN);
  });

  it('come from the variable that a data source names', () => {
    expect(urlOf('HOTEL_URL')).toBe('postgresql://reader@hotel/books');
  });

  it.each(['WEB_URL', 'ABSENT_URL', 'DATABASE_SYSTEM_URL', 'REDIS_URL'])('are never read from %s', (name) => {
    expect(urlOf(name)).toBeNull();
  });
});
