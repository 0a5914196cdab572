import type { Prisma } from '../generated/prisma/client.js';

/** An open transaction, and all of the database that feature code gets to see. */
export type Tx = Prisma.TransactionClient;
