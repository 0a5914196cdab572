-- AlterTable
ALTER TABLE "monitoring"."form_submission" ADD COLUMN     "answers" JSONB NOT NULL DEFAULT '{}';
