-- AlterTable
ALTER TABLE "tenant"."export_request" ADD COLUMN     "report_template_id" UUID,
ADD COLUMN     "template_version" INTEGER;
