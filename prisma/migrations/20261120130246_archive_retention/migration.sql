-- AlterTable
ALTER TABLE "tenant"."generated_report" ADD COLUMN     "first_removed_at" TIMESTAMPTZ(6);
