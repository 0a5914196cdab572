/** What an organization of the demo has; everything that happens in it is made by `demo/*.sql`. */
export interface GrantsOrganization {
  readonly code: string;
  readonly name: string;
  /** What its local associations begin with. */
  readonly short_name: string;
  /** A number that Brønnøysund gives to nobody: those of its test environment begin with 31. */
  readonly org_number: string;
  /** What it calls its activities, by the key that Bufdir has for them. */
  readonly terms: Readonly<Record<'one_to_one' | 'group' | 'course', readonly string[]>>;
  /** Activities that mean nothing to Bufdir. */
  readonly unmapped: readonly string[];
  readonly people: readonly GrantsPerson[];
}

export interface GrantsPerson {
  readonly name: string;
  readonly role: 'org_admin' | 'coordinator' | 'peer_mentor';
}

/** Four user organizations that do not exist, each with words of its own for the same work. */
export const grantsOrganizations: readonly GrantsOrganization[] = [
  {
    code: 'likeverd',
    name: 'Landslaget Likeverd',
    short_name: 'Likeverd',
    org_number: '310048216',
    terms: { one_to_one: ['Likepersonssamtale'], group: ['Treff'], course: ['Likepersonskurs'] },
    unmapped: [],
    people: [
      { name: 'Astrid Vangen', role: 'org_admin' },
      { name: 'Jonas Ekeberg', role: 'coordinator' },
      { name: 'Marit Solbakk', role: 'peer_mentor' },
      { name: 'Per Ødegaard', role: 'peer_mentor' },
      { name: 'Leila Haddad', role: 'peer_mentor' },
    ],
  },
  {
    code: 'puls',
    name: 'Hjerteforbundet Puls',
    short_name: 'Puls',
    org_number: '311263080',
    terms: { one_to_one: ['Besøk', 'Sykehusvakt'], group: ['Samling'], course: ['Kurshelg'] },
    unmapped: [],
    people: [
      { name: 'Torunn Aasen', role: 'org_admin' },
      { name: 'Henrik Myhre', role: 'coordinator' },
      { name: 'Solveig Tangen', role: 'peer_mentor' },
      { name: 'Amir Rahimi', role: 'peer_mentor' },
      { name: 'Grete Nordli', role: 'peer_mentor' },
    ],
  },
  {
    code: 'lunge',
    name: 'Pusterom Norge',
    short_name: 'Pusterom',
    org_number: '312507447',
    terms: { one_to_one: ['Samtale'], group: ['Pustegruppe', 'Kafétreff'], course: ['Kursdag'] },
    unmapped: [],
    people: [
      { name: 'Ingrid Fossum', role: 'org_admin' },
      { name: 'Ola Brekke', role: 'coordinator' },
      { name: 'Kari Lunde', role: 'peer_mentor' },
      { name: 'Thomas Eide', role: 'peer_mentor' },
      { name: 'Nina Stokke', role: 'peer_mentor' },
    ],
  },
  {
    code: 'sammen',
    name: 'Sammen med smerte',
    short_name: 'Sammen',
    org_number: '313790665',
    terms: { one_to_one: ['Fortrolig prat'], group: ['Samtalekveld'], course: ['Mestringskurs'] },
    unmapped: ['Turdag'],
    people: [
      { name: 'Elin Haugland', role: 'org_admin' },
      { name: 'Sindre Moe', role: 'coordinator' },
      { name: 'Berit Kvam', role: 'peer_mentor' },
      { name: 'Yusuf Demir', role: 'peer_mentor' },
      { name: 'Anne Rustad', role: 'peer_mentor' },
    ],
  },
];
