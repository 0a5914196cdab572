/** Elements refer to sources by name, expressions by alias; the layout knows the alias. */
export class SourceNames {
  constructor(private readonly aliases: ReadonlyMap<string, string>) {}

  /** Null for no source; a name that nothing declares stays itself. */
  alias(name: string | null): string | null {
    return name === null ? null : (this.aliases.get(name) ?? name);
  }
}
