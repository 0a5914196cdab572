/** An answer with its own status and address; controllers return it and the HTTP layer unwraps it. */
export class Answer<Body> {
  constructor(
    readonly status: number,
    readonly body: Body,
    /** Where the created thing is found. */
    readonly location: string | null = null,
    /** True when this repeats the first answer to the same Idempotency-Key. */
    readonly is_replay = false,
  ) {}
}

/** 201 for a new thing at `location`. */
export function created<Body>(body: Body, location: string): Answer<Body> {
  return new Answer(201, body, location);
}

/** 202 for what somebody works on from here on; it is found at `location`. */
export function accepted<Body>(body: Body, location: string): Answer<Body> {
  return new Answer(202, body, location);
}
