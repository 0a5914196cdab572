-- AlterTable
ALTER TABLE "tenant"."tb_report_job" ADD COLUMN     "print" JSONB;

-- CreateTable
CREATE TABLE "platform"."document_type" (
    "id" UUID NOT NULL,
    "code" VARCHAR(20) NOT NULL,
    "label" VARCHAR(100) NOT NULL,
    "id_column" VARCHAR(63) NOT NULL DEFAULT 'document_id',
    "id_type" VARCHAR(10) NOT NULL DEFAULT 'uuid',
    "number_column" VARCHAR(63) DEFAULT 'document_no',
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "document_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."tb_print_template_mapping" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "document_type" VARCHAR(20) NOT NULL,
    "report_template_id" UUID NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "display_label" VARCHAR(100),
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "allow_business_unit" JSONB,
    "deny_business_unit" JSONB,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "tb_print_template_mapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."tb_asset" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "name" VARCHAR(100) NOT NULL,
    "media_type" VARCHAR(50) NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "tb_asset_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_type_code_key" ON "platform"."document_type"("code");

-- CreateIndex
CREATE INDEX "tb_print_template_mapping_organization_id_document_type_idx" ON "platform"."tb_print_template_mapping"("organization_id", "document_type");

-- AddForeignKey
ALTER TABLE "platform"."tb_print_template_mapping" ADD CONSTRAINT "tb_print_template_mapping_document_type_fkey" FOREIGN KEY ("document_type") REFERENCES "platform"."document_type"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."tb_print_template_mapping" ADD CONSTRAINT "tb_print_template_mapping_report_template_id_fkey" FOREIGN KEY ("report_template_id") REFERENCES "platform"."tb_report_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
