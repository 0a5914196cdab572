import { Injectable } from '@nestjs/common';
import { ApiKeys } from './api-keys.js';
import { MemberRights } from './member-rights.js';
import { Organizations } from './organizations.js';

/** Where rights are read when the credential does not carry them. */
@Injectable()
export class PrincipalSources {
  constructor(
    readonly organizations: Organizations,
    readonly apiKeys: ApiKeys,
    readonly members: MemberRights,
  ) {}
}
