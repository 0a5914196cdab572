declare module 's3rver' {
  interface Options {
    readonly address: string;
    readonly port: number;
    readonly silent: boolean;
    readonly directory: string;
    readonly resetOnClose?: boolean;
    readonly configureBuckets: readonly { readonly name: string }[];
  }
  /** A small S3 server; it knows the ids and secret `S3RVER`. */
  export default class S3rver {
    constructor(options: Options);
    run(): Promise<{ readonly address: string; readonly port: number }>;
    close(): Promise<void>;
  }
}
