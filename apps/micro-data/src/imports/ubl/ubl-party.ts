import { all, at, textAt, type UblNode } from './ubl-node.js';

/** Who sells or buys, as it is printed. */
export interface UblParty {
  readonly name: string | null;
  /** Street on the first line, place and country on the second. */
  readonly address: string | null;
  readonly tax_id: string | null;
  readonly contact: string | null;
}

/** The party at the first of the paths that is there. */
export function partyOf(document: UblNode, paths: readonly string[]): UblParty {
  const holder = paths.map((path) => at(document, path)).find((node) => node !== null) ?? null;
  const party = holder && at(holder, 'cac:Party');
  const address = party && at(party, 'cac:PostalAddress');
  return {
    name: textAt(
      party,
      'cac:PartyName/cbc:Name',
      'cac:PartyLegalEntity/cbc:RegistrationName',
      'cac:PartyTaxScheme/cbc:RegistrationName',
    ),
    address: address && addressOf(address),
    tax_id: textAt(party, 'cac:PartyTaxScheme/cbc:CompanyID', 'cac:PartyLegalEntity/cbc:CompanyID'),
    contact: contactOf(party),
  };
}

/** An address on at most two lines; null when it says nothing. */
export function addressOf(address: UblNode): string | null {
  const street = joined(' ', [textAt(address, 'cbc:StreetName'), textAt(address, 'cbc:BuildingNumber')]);
  const first = joined(', ', [
    street,
    textAt(address, 'cbc:AdditionalStreetName'),
    textAt(address, 'cbc:BuildingName'),
    ...all(address, 'cac:AddressLine/cbc:Line').map(({ text }) => text),
  ]);
  const place = joined(' ', [textAt(address, 'cbc:PostalZone'), textAt(address, 'cbc:CityName')]);
  const second = joined(', ', [
    place,
    textAt(address, 'cbc:CountrySubentity'),
    textAt(address, 'cac:Country/cbc:Name', 'cac:Country/cbc:IdentificationCode'),
  ]);
  return joined('\n', [first, second]);
}

function contactOf(party: UblNode | null): string | null {
  const person = joined(' ', [
    textAt(party, 'cac:Person/cbc:FirstName'),
    textAt(party, 'cac:Person/cbc:FamilyName'),
  ]);
  return joined(' · ', [
    textAt(party, 'cac:Contact/cbc:Name') ?? person,
    textAt(party, 'cac:Contact/cbc:Telephone'),
    textAt(party, 'cac:Contact/cbc:ElectronicMail'),
  ]);
}

/** What is there of the parts; null for nothing. */
export function joined(separator: string, parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null && part !== '').join(separator) || null;
}
