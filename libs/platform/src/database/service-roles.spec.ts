import { rolePassword, roleUrl, withRolePasswords } from './service-roles.js';

const TENANT_SECRET = 'Jw3nRp8Kx5VbQz1TfLd7YsGm4HcUe9Xa2oBi6';

describe('service roles', () => {
  it('derive different passwords from one secret', () => {
    expect(rolePassword(TENANT_SECRET, 'galley_app')).not.toBe(rolePassword(TENANT_SECRET, 'galley_system'));
  });

  it('complete a URL without a password, and leave one with a password alone', () => {
    const config = {
      TENANT_SECRET,
      DATABASE_APP_URL: 'postgresql://galley_app@db:5432/galley',
      DATABASE_SYSTEM_URL: 'postgresql://galley_system:own@db:5432/galley',
      DATABASE_DATA_URL: 'postgresql://somebody@db:5432/galley',
      HOST: '127.0.0.1',
    };
    expect(withRolePasswords(config)).toEqual({
      ...config,
      DATABASE_APP_URL: roleUrl('postgresql://db:5432/galley', TENANT_SECRET, 'galley_app'),
    });
  });
});
