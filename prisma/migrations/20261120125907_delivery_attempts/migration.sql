-- AlterTable
ALTER TABLE "tenant"."delivery" ADD COLUMN     "max_attempts" INTEGER NOT NULL DEFAULT 8,
ADD COLUMN     "receipt" VARCHAR(500);

-- AlterTable
ALTER TABLE "tenant"."webhook_delivery" ADD COLUMN     "max_attempts" INTEGER NOT NULL DEFAULT 8;

-- AlterTable
ALTER TABLE "tenant"."webhook_endpoint" ADD COLUMN     "failing_since" TIMESTAMPTZ(6),
ADD COLUMN     "secret_rotated_at" TIMESTAMPTZ(6);
