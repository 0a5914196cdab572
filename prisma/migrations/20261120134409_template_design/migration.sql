-- AlterTable
ALTER TABLE "platform"."tb_report_template" ADD COLUMN     "design" JSONB;
